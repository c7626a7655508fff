/* The tables of options.c -> completion scripts. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

static void commands(const char *before) {
  for (const vb_command *c = vb_command_table; c->name; c++)
    if (*c->name) printf("%s%s", c == vb_command_table ? "" : before, c->name);
}

/* A value of several words is one, or, where a shell cannot have that, left out. */
static void values(const char *text, bool escapes) {
  while (*text) {
    size_t n = strcspn(text, "|");
    bool several = memchr(text, ' ', n) != NULL;
    for (size_t i = 0; i < n && (escapes || !several); i++)
      printf("%s%c", text[i] == ' ' ? "\\" : "", text[i]);
    text += n + (text[n] == '|');
    if (*text && (escapes || !several)) putchar(' ');
  }
}

static void bash(void) {
  puts("_verbale() {\n"
       "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= w\n"
       "  for w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do");
  fputs("    case $w in ", stdout);
  commands("|");
  puts(") command=$w; break;; esac\n  done\n  case $before in");
  for (const vb_option *o = vb_option_table; o->name; o++) {
    if (!o->values) continue;
    printf("  --%s", o->name);
    if (o->letter) printf("|-%c", o->letter);
    printf(") COMPREPLY=($(compgen -W \"");
    values(o->values, false);
    puts("\" -- \"$word\")); return;;");
  }
  puts("  esac\n  case $command:$word in");
  for (const vb_command *c = vb_command_table; c->name; c++) {
    printf("  %s:-*) COMPREPLY=($(compgen -W \"", c->name);
    for (const vb_option *o = vb_option_table; o->name; o++)
      if (o->commands & c->mask) printf("--%s ", o->name);
    puts("\" -- \"$word\"));;");
  }
  fputs("  :*) COMPREPLY=($(compgen -W \"", stdout);
  commands(" ");
  puts("\" -- \"$word\"));;\n  *) COMPREPLY=($(compgen -f -- \"$word\"));;\n  esac\n}\n"
       "complete -o filenames -F _verbale verbale");
}

/* Single quotes for zsh and fish; the tables hold none of their own that matter. */
static void quoted(const char *text) {
  putchar('\'');
  for (; *text; text++)
    if (*text != '\'' && *text != '[' && *text != ']' && *text != ':') putchar(*text);
  putchar('\'');
}

static void fish(void) {
  puts("complete -c verbale -f -n __fish_use_subcommand");
  for (const vb_command *c = vb_command_table; c->name; c++) {
    if (!*c->name) continue;
    printf("complete -c verbale -n __fish_use_subcommand -a %s -d ", c->name);
    quoted(c->summary);
    putchar('\n');
  }
  for (const vb_option *o = vb_option_table; o->name; o++) {
    fputs("complete -c verbale -n '__fish_seen_subcommand_from", stdout);
    for (const vb_command *c = vb_command_table; c->name; c++)
      if (*c->name && o->commands & c->mask) printf(" %s", c->name);
    printf("' -l %s", o->name);
    if (o->letter) printf(" -s %c", o->letter);
    if (o->argument) fputs(o->values ? " -x -a '" : " -r", stdout);
    if (o->values) values(o->values, true), putchar('\'');
    fputs(" -d ", stdout);
    quoted(o->help);
    putchar('\n');
  }
}

static void zsh(void) {
  puts("#compdef verbale\n_verbale() {\n  local -a commands\n  commands=(");
  for (const vb_command *c = vb_command_table; c->name; c++)
    if (*c->name) {
      printf("    %s:", c->name);
      quoted(c->summary);
      putchar('\n');
    }
  puts("  )\n  _arguments -C \\");
  for (const vb_option *o = vb_option_table; o->name; o++) {
    printf("    '--%s%s[", o->name, o->argument ? "=" : "");
    for (const char *p = o->help; *p; p++)
      if (!strchr("'[]", *p)) putchar(*p);
    putchar(']');
    if (o->values) {
      printf(":%s:(", o->name);
      values(o->values, true);
      putchar(')');
    } else if (o->argument) {
      printf(":%s:_files", o->name);
    }
    puts("' \\");
  }
  puts("    '1:command:{_describe command commands}' '*:file:_files'\n}\n_verbale \"$@\"");
}

int vb_run_completion(vb_cli *cli) {
  const char *shell = cli->arguments[0];
  if (!strcmp(shell, "bash"))
    bash();
  else if (!strcmp(shell, "zsh"))
    zsh();
  else if (!strcmp(shell, "fish"))
    fish();
  else {
    vb_cli_complain("completion: '%s' is not one of bash, zsh, fish", shell);
    return 2;
  }
  return 0;
}
