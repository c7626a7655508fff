/* The tables of options.c -> help pages and the manual page. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

enum { WIDTH = 80 };

/* Prints words, broken at WIDTH, every line indented. */
static void wrap(const char *text, int n, int indent, int column) {
  const char *end = text + n;
  while (text < end) {
    int len = 0;
    while (text + len < end && text[len] != ' ') len++;
    if (column + len + 1 > WIDTH && column > indent) {
      printf("\n%*s", indent, "");
      column = indent;
    } else if (column > indent) {
      putchar(' ');
      column++;
    }
    printf("%.*s", len, text);
    column += len;
    text += len + 1;
  }
  putchar('\n');
}

static void paragraphs(const char *text, int indent) {
  while (*text) {
    int n = (int)strcspn(text, "\n");
    printf("%*s", indent, "");
    wrap(text, n, indent, indent);
    text += n + (text[n] == '\n');
  }
}

static void option_line(const vb_option *o) {
  char head[64];
  snprintf(head, sizeof head, "  %c%c%s--%s%s%s", o->letter ? '-' : ' ',
           o->letter ? o->letter : ' ', o->letter ? ", " : "  ", o->name, o->argument ? " " : "",
           o->argument ? o->argument : "");
  printf("%-27s ", head);
  if (strlen(head) > 27) printf("\n%*s", 28, "");
  wrap(o->help, (int)strlen(o->help), 28, 28);
}

/* --archive may stand before every command; it is explained where an archive is opened. */
static bool is_explained(const vb_option *o, int mask) {
  int without = CMD_READ | CMD_HELP | CMD_COMPLETION | CMD_VERSION;
  return (o->commands & mask) && (o->id != OPT_ARCHIVE || !(without & mask));
}

static void options_of(int mask) {
  puts("\nOptions:");
  for (const vb_option *o = vb_option_table; o->name; o++)
    if (is_explained(o, mask)) option_line(o);
}

/* A command a line, what it does indented below it. */
static void examples(const char *text) {
  if (!*text) return;
  puts("\nExamples:");
  while (*text) {
    int n = (int)strcspn(text, "\n");
    printf("  %s%.*s\n", *text == ' ' ? "  " : "", n, text);
    text += n + (text[n] == '\n');
  }
}

void vb_help_general(void) {
  puts("verbale reads captures of news pages and keeps a ledger of official exchanges:\n"
       "who sent whom what message, when, and how we know.\n\n"
       "usage: verbale [--archive FILE] COMMAND ...\n\n"
       "Commands:");
  for (const vb_command *c = vb_command_table; c->name; c++) {
    char head[64];
    snprintf(head, sizeof head, "%s %s", *c->name ? c->name : "(none)", c->arguments);
    printf("  %-18s ", head);
    wrap(c->summary, (int)strlen(c->summary), 21, 21);
  }
  puts("\nFirst steps:\n"
       "  verbale add captures/       files and folders into verbale.db\n"
       "  verbale ledger              what was exchanged\n"
       "  verbale show x1f0c2a...     one exchange with its evidence\n"
       "  verbale trace page.html     each quotation, followed to its source\n\n"
       "verbale COMMAND --help explains a command; verbale help TOPIC: formats, ids,\n"
       "dates, exit.");
}

void vb_help_command(const vb_command *command) {
  printf("verbale %s: %s\n\nusage: verbale %s%s%s [options]\n\n", command->name, command->summary,
         command->name, *command->arguments ? " " : "", command->arguments);
  paragraphs(command->help, 0);
  options_of(command->mask);
  examples(command->examples);
}

typedef struct {
  const char *name, *text;
} topic;

static const topic topics[] = {
    {"formats",
     "Every listing takes --format. table is for people and fits the terminal. json is one "
     "document, {\"rows\": [...], \"coverage\": {...}}. jsonl is one row a line, for jq and "
     "streams. csv is for spreadsheets. Into a pipe the default is jsonl.\n"
     "Unknown is null (empty in csv), never a guess. Spans are byte offsets into the UTF-8 of the "
     "field they name."},
    {"ids",
     "A capture is named by the SHA-256 of its bytes. An article keeps the id that its record "
     "gives, else it is sha256: and a hash of capture and number. A report is r and a hash of its "
     "article and evidence; an exchange is x and a hash of its smallest report; a statement is s "
     "and a hash of its article, first words and cue.\n"
     "show takes any of them, and any beginning that fits only one."},
    {"dates",
     "Dates are ISO 8601 at the precision that the page gives: 2021, 2021-03, 2021-03-23, "
     "2021-03-23T09:19. sent is the day of the act as told (sent_kind: sent, received, handed or "
     "laid); reported is the day of the report."},
    {"exit",
     "0: done. 1: some input was bad, the rest was done. 2: wrong usage. 3: the archive cannot be "
     "read or written; nothing half-done stays in it. 130, 143 and 129: add was ended by "
     "Ctrl-C, SIGTERM or SIGHUP, and keeps what it has stored; add the same again to go on.\n"
     "Errors are one line each on standard error: verbale: FILE: what is wrong (offset)."},
};

int vb_help_topic(const char *name) {
  const vb_command *command = *name ? vb_command_named(name) : NULL;
  if (command) {
    vb_help_command(command);
    return 0;
  }
  for (size_t i = 0; i < sizeof topics / sizeof *topics; i++)
    if (!strcmp(topics[i].name, name)) {
      paragraphs(topics[i].text, 0);
      return 0;
    }
  vb_cli_complain("there is no help on '%s' (topics: the commands, formats, ids, dates, exit)",
                  name);
  return 2;
}

/* Text for troff: a leading dot or quote and every backslash and hyphen are escaped. */
static void troff(const char *text, int n) {
  for (int i = 0; i < n; i++) {
    bool line_start = i == 0 || text[i - 1] == '\n';
    if (line_start && (text[i] == '.' || text[i] == '\'')) fputs("\\&", stdout);
    if (text[i] == '\\')
      fputs("\\e", stdout);
    else if (text[i] == '-')
      fputs("\\-", stdout);
    else
      putchar(text[i]);
  }
}

static void troff_line(const char *text) {
  troff(text, (int)strlen(text));
  putchar('\n');
}

static void troff_paragraphs(const char *text) {
  while (*text) {
    int n = (int)strcspn(text, "\n");
    troff(text, n);
    fputs("\n.PP\n", stdout);
    text += n + (text[n] == '\n');
  }
}

/* "(add, trace)", unless all commands take it. */
static void man_takers(const vb_option *o) {
  const char *before = "(";
  if (o->commands == CMD_ALL) return;
  for (const vb_command *c = vb_command_table; c->name; c++) {
    if (!*c->name || !(o->commands & c->mask)) continue;
    printf("%s%s", before, c->name);
    before = ", ";
  }
  puts(")");
}

static void man_option(const vb_option *o) {
  fputs(".TP\n\\fB", stdout);
  if (o->letter) printf("\\-%c\\fR, \\fB", o->letter);
  fputs("\\-\\-", stdout);
  troff(o->name, (int)strlen(o->name));
  printf("\\fR%s%s\n", o->argument ? " " : "", o->argument ? o->argument : "");
  troff_line(o->help);
  man_takers(o);
}

static void man_examples(const char *text) {
  if (!*text) return;
  fputs(".PP\nExamples:\n.nf\n", stdout);
  while (*text) {
    int n = (int)strcspn(text, "\n");
    troff(text, n);
    putchar('\n');
    text += n + (text[n] == '\n');
  }
  fputs(".fi\n", stdout);
}

static void man_command(const vb_command *c) {
  fputs(".SS ", stdout);
  troff(*c->name ? c->name : "(no command)", (int)strlen(*c->name ? c->name : "(no command)"));
  printf(" %s\n", c->arguments);
  troff_line(c->summary);
  puts(".PP");
  troff_paragraphs(c->help);
  man_examples(c->examples);
}

void vb_help_man(void) {
  puts(".TH VERBALE 1 \"\" \"verbale " VB_VERSION "\"\n.SH NAME\n"
       "verbale \\- captures of news pages in, a ledger of official exchanges out\n"
       ".SH SYNOPSIS\n\\fBverbale\\fR [\\fB\\-\\-archive\\fR FILE] COMMAND ...\n.SH COMMANDS");
  for (const vb_command *c = vb_command_table; c->name; c++) man_command(c);
  puts(".SH OPTIONS");
  for (const vb_option *o = vb_option_table; o->name; o++) man_option(o);
  for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
    printf(".SH %s\n", strcmp(topics[i].name, "exit") ? topics[i].name : "EXIT STATUS");
    troff_paragraphs(topics[i].text);
  }
}

int vb_run_help(vb_cli *cli) {
  if (vb_cli_has(cli, OPT_MAN)) {
    vb_help_man();
    return 0;
  }
  if (cli->n_arguments) return vb_help_topic(cli->arguments[0]);
  vb_help_general();
  return 0;
}
