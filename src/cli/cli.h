/* The command line: what every command gets, and the tables it is made of.
 *
 *   options.c   the option table and the command table: data
 *   parse.c     argv -> vb_cli, by these tables
 *   help.c      the tables -> help pages, man page
 *   complete.c  the tables -> shell completion
 *   <name>.c    one command each
 *
 * A new command: a mask and vb_run_<name> below, a row in options.c (and its name off the planned
 * ones there), <name>.c in meson.build.
 *
 * A command returns its exit status: 0 done; 1 some input was bad, the rest was
 * done; 2 wrong usage; 3 the archive cannot be read or written.
 */
#ifndef VB_CLI_CLI_H
#define VB_CLI_CLI_H

#include <stdbool.h>

#include "base/error.h"

typedef enum {
  OPT_ARCHIVE,
  OPT_LEXICON,
  OPT_ALIASES,
  OPT_HELP,
  OPT_FORMAT,
  OPT_OFFSETS,
  OPT_BLOCKS,
  OPT_FACTS,
  OPT_FROM,
  OPT_TO,
  OPT_FORM,
  OPT_PURPOSE,
  OPT_OCCASION,
  OPT_OUTLET,
  OPT_SINCE,
  OPT_UNTIL,
  OPT_MENTIONED,
  OPT_REPLIES,
  OPT_BY,
  OPT_COUNT,
  OPT_THREADS,
  OPT_MEMORY,
  OPT_BATCH,
  OPT_SPANS,
  OPT_STYLE,
  OPT_STRICT,
  OPT_PASSAGES,
  OPT_MAN,
  OPT_QUIET,
  N_OPTIONS
} vb_option_id;

typedef enum {
  CMD_STATUS = 1,
  CMD_READ = 2,
  CMD_ADD = 4,
  CMD_LEDGER = 8,
  CMD_SHOW = 16,
  CMD_HELP = 32,
  CMD_VERSION = 64,
  CMD_COMPLETION = 128,
  CMD_ACTORS = 256,
  CMD_CHECK = 512,
  CMD_TRACE = 1024,
  CMD_COPIES = 2048,
  CMD_ALL = 0xffff /* room for more */
} vb_command_mask;

typedef struct {
  vb_option_id id;
  int commands;         /* mask: where it is allowed */
  const char *name;     /* "format" */
  char letter;          /* 'h', or 0 */
  const char *argument; /* "FILE", or NULL for a switch */
  const char *values;   /* "table json jsonl csv": the only ones allowed; or NULL */
  const char *help;     /* one or two lines */
} vb_option;

typedef struct vb_cli vb_cli;

typedef struct {
  int mask;
  const char *name;                 /* "" is the status */
  const char *arguments;            /* "PATH..." */
  int min_arguments, max_arguments; /* -1: any number */
  const char *summary;              /* one line */
  const char *help;                 /* paragraphs */
  const char *examples;             /* "command\n  what it does\n" pairs */
  int (*run)(vb_cli *cli);
} vb_command;

/* Ends with an entry whose name is NULL. */
extern const vb_option vb_option_table[];
extern const vb_command vb_command_table[];
const vb_command *vb_command_named(const char *name); /* NULL if there is none */
/* A command of design.md that this version does not have. */
bool vb_command_planned(const char *name);

struct vb_cli {
  const vb_command *command;
  const char *values[N_OPTIONS]; /* NULL: not given; a switch that was given: "" */
  const char **arguments;
  int n_arguments;
  bool out_is_terminal, err_is_terminal;
  bool styled, coloured; /* what standard output takes: bold and underlined; colours */
  int columns;           /* width of the terminal; 0: as wide as it gets */
};

/* 0, or 2 after saying what is wrong. */
int vb_cli_parse(vb_cli *cli, int argc, char **argv);
/* Says that the command lacks its arguments; returns 2. */
int vb_cli_needs_arguments(const vb_cli *cli);
bool vb_cli_has(const vb_cli *cli, vb_option_id option);
const char *vb_cli_archive_path(const vb_cli *cli);

typedef enum { FORMAT_TABLE, FORMAT_JSON, FORMAT_JSONL, FORMAT_CSV } vb_output_format;
/* Table on a terminal, JSON Lines into a pipe, unless told otherwise. */
vb_output_format vb_cli_format(const vb_cli *cli);

/* The number that an option gives, from 1 to `most`; *number stays as it is without the option.
 * 0, or 2 after saying what is wrong. */
int vb_cli_number(const vb_cli *cli, vb_option_id option, int most, int *number);

/* One line on stderr: "verbale: ...". */
void vb_cli_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The exit status that belongs to an error. */
int vb_cli_status(int code);
/* Says what `error` says; returns its exit status. */
int vb_cli_failed(const vb_error *error);

/* Flushes standard output; the status to end with. */
int vb_cli_finish(int status);

/* Pages generated from the tables (help.c, complete.c). */
void vb_help_general(void);
void vb_help_command(const vb_command *command);
void vb_help_man(void);
int vb_help_topic(const char *topic); /* 0, or 2 if there is no such topic */

int vb_run_read(vb_cli *cli);
int vb_run_add(vb_cli *cli);
int vb_run_ledger(vb_cli *cli);
int vb_run_show(vb_cli *cli);
int vb_run_actors(vb_cli *cli);
int vb_run_check(vb_cli *cli);
int vb_run_trace(vb_cli *cli);
int vb_run_copies(vb_cli *cli);
int vb_run_status(vb_cli *cli);
int vb_run_help(vb_cli *cli);
int vb_run_version(vb_cli *cli);
int vb_run_completion(vb_cli *cli);

#endif
