#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

/* Edit distance, for "did you mean"; names are short. */
static int distance(const char *a, const char *b) {
  enum { MAX = 32 };
  int n = (int)strlen(b), row[MAX + 1];
  if (n > MAX || strlen(a) > MAX) return MAX;
  for (int j = 0; j <= n; j++) row[j] = j;
  for (int i = 1; a[i - 1]; i++) {
    int diagonal = row[0];
    row[0] = i;
    for (int j = 1; j <= n; j++) {
      int best = diagonal + (a[i - 1] != b[j - 1]);
      if (row[j] + 1 < best) best = row[j] + 1;
      if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
      diagonal = row[j];
      row[j] = best;
    }
  }
  return row[n];
}

static const char *nearest_command(const char *name) {
  const char *best = NULL;
  int least = 3;
  for (const vb_command *c = vb_command_table; c->name; c++) {
    int d = distance(name, c->name);
    if (*c->name && d < least) least = d, best = c->name;
  }
  return best;
}

static const char *nearest_option(const char *name, int mask) {
  const char *best = NULL;
  int least = 3;
  for (const vb_option *o = vb_option_table; o->name; o++) {
    int d = distance(name, o->name);
    if (o->commands & mask && d < least) least = d, best = o->name;
  }
  return best;
}

static const vb_option *long_option(const char *name, size_t n) {
  for (const vb_option *o = vb_option_table; o->name; o++)
    if (strlen(o->name) == n && !memcmp(o->name, name, n)) return o;
  return NULL;
}

static const vb_option *short_option(char letter) {
  for (const vb_option *o = vb_option_table; o->name; o++)
    if (o->letter && o->letter == letter) return o;
  return NULL;
}

static bool is_allowed(const char *values, const char *value) {
  size_t n = strlen(value);
  for (const char *p = values; *p;) {
    size_t len = strcspn(p, "|");
    if (len == n && !memcmp(p, value, n)) return true;
    p += len + (p[len] == '|');
  }
  return false;
}

/* --by takes several of its values, with commas between them, each once. */
static bool is_allowed_list(const vb_option *option, const char *value) {
  enum { LONGEST = 32, MOST = 3 };
  if (option->id != OPT_BY) return is_allowed(option->values, value);
  for (int n = 0; n < MOST; n++) {
    char one[LONGEST];
    size_t len = strcspn(value, ",");
    if (len >= sizeof one) return false;
    memcpy(one, value, len);
    one[len] = 0;
    bool again = value[len] && strstr(value + len, one);
    if (!is_allowed(option->values, one) || again) return false;
    if (!value[len]) return true;
    value += len + 1;
  }
  return false;
}

static int set(vb_cli *cli, const vb_option *option, const char *value) {
  if (option->values && !is_allowed_list(option, value)) {
    vb_cli_complain("--%s: '%s' is not one of %s", option->name, value, option->values);
    return 2;
  }
  cli->values[option->id] = value;
  return 0;
}

static int unknown_option(const vb_cli *cli, const char *text, const char *name) {
  const char *near = nearest_option(name, cli->command ? cli->command->mask : CMD_ALL);
  const char *command = cli->command ? cli->command->name : "";
  if (near)
    vb_cli_complain("unknown option %s (did you mean --%s?)", text, near);
  else
    vb_cli_complain("unknown option %s (see verbale %s%s--help)", text, command,
                    *command ? " " : "");
  return 2;
}

/* One option at argv[*i]; takes argv[*i + 1] as well where the value stands there. */
static int parse_option(vb_cli *cli, int argc, char **argv, int *i) {
  char *text = argv[*i], *value = NULL;
  const vb_option *option;
  if (text[1] == '-') {
    size_t n = strcspn(text + 2, "=");
    option = long_option(text + 2, n);
    if (text[2 + n]) value = text + 2 + n + 1;
    text[2 + n] = 0;
    if (!option) return unknown_option(cli, text, text + 2);
  } else {
    option = short_option(text[1]);
    if (!option) return unknown_option(cli, text, "?");
    if (text[2]) value = text + 2;
  }
  if (!option->argument && value) {
    vb_cli_complain("--%s takes no value", option->name);
    return 2;
  }
  if (!option->argument) return set(cli, option, "");
  if (!value && *i + 1 < argc) value = argv[++*i];
  if (value) return set(cli, option, value);
  vb_cli_complain("--%s needs a value: --%s %s", option->name, option->name,
                  option->values ? option->values : option->argument);
  return 2;
}

static int choose_command(vb_cli *cli, const char *name) {
  cli->command = vb_command_named(name);
  if (cli->command && *name) return 0;
  const char *near = nearest_command(name);
  if (vb_command_planned(name))
    vb_cli_complain("the command '%s' is not in this version (%s)", name, VB_VERSION);
  else if (near)
    vb_cli_complain("there is no command '%s' (did you mean %s?)", name, near);
  else
    vb_cli_complain("there is no command '%s' (see verbale --help)", name);
  return 2;
}

int vb_cli_needs_arguments(const vb_cli *cli) {
  const vb_command *command = cli->command;
  vb_cli_complain("%s needs %s (see verbale %s --help)", command->name, command->arguments,
                  command->name);
  return 2;
}

static int check(const vb_cli *cli) {
  const vb_command *command = cli->command;
  const char *name = *command->name ? command->name : "the status";
  for (const vb_option *o = vb_option_table; o->name; o++)
    if (cli->values[o->id] && !(o->commands & command->mask)) {
      vb_cli_complain("%s takes no --%s (see verbale %s --help)", name, o->name, command->name);
      return 2;
    }
  if (cli->values[OPT_HELP]) return 0;
  if (cli->n_arguments < command->min_arguments) return vb_cli_needs_arguments(cli);
  if (command->max_arguments >= 0 && cli->n_arguments > command->max_arguments) {
    vb_cli_complain("%s: '%s' is one argument too many (quote names of several words)", name,
                    cli->arguments[command->max_arguments]);
    return 2;
  }
  return 0;
}

int vb_cli_parse(vb_cli *cli, int argc, char **argv) {
  bool only_arguments = false;
  cli->arguments = (const char **)argv; /* compacted in place */
  for (int i = 1; i < argc; i++) {
    char *text = argv[i];
    int bad = 0;
    if (!only_arguments && !strcmp(text, "--"))
      only_arguments = true;
    else if (!only_arguments && text[0] == '-' && text[1])
      bad = parse_option(cli, argc, argv, &i);
    else if (!cli->command)
      bad = choose_command(cli, text);
    else
      cli->arguments[cli->n_arguments++] = text;
    if (bad) return bad;
  }
  if (!cli->command) cli->command = vb_command_named("");
  return check(cli);
}

bool vb_cli_has(const vb_cli *cli, vb_option_id option) { return cli->values[option] != NULL; }

const char *vb_cli_archive_path(const vb_cli *cli) {
  return cli->values[OPT_ARCHIVE] ? cli->values[OPT_ARCHIVE] : "verbale.db";
}

vb_output_format vb_cli_format(const vb_cli *cli) {
  const char *name = cli->values[OPT_FORMAT];
  if (!name) return cli->out_is_terminal ? FORMAT_TABLE : FORMAT_JSONL;
  if (!strcmp(name, "json")) return FORMAT_JSON;
  if (!strcmp(name, "jsonl")) return FORMAT_JSONL;
  if (!strcmp(name, "csv")) return FORMAT_CSV;
  return FORMAT_TABLE;
}

int vb_cli_number(const vb_cli *cli, vb_option_id option, int most, int *number) {
  const char *text = cli->values[option];
  if (!text) return 0;
  int n = vb_str_to_int(vb_str_from(text));
  if (n >= 1 && n <= most) {
    *number = n;
    return 0;
  }
  const vb_option *o = vb_option_table;
  while (o->id != option) o++;
  vb_cli_complain("--%s: '%s' is not a number from 1 to %d", o->name, text, most);
  return 2;
}
