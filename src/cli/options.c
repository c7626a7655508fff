/* The command line as data: parser, help pages, man page and completion are made of these tables.
 */
#include <string.h>

#include "cli/cli.h"

#define LISTS   (CMD_READ | CMD_LEDGER | CMD_SHOW | CMD_STATUS)
#define ARCHIVE (CMD_STATUS | CMD_ADD | CMD_LEDGER | CMD_SHOW)

const vb_option vb_option_table[] = {
    {OPT_ARCHIVE, CMD_ALL, "archive", 'a', "FILE", NULL,
     "the archive to use; without it verbale.db in the current directory"},
    {OPT_LEXICON, CMD_READ | CMD_ADD, "lexicon", 0, "DIR", NULL,
     "adds your own rows to the language data: TSV files named as in lexicon/"},
    {OPT_FORMAT, LISTS, "format", 'f', "FORMAT", "table|json|jsonl|csv",
     "table, json, jsonl or csv; without it a table on a terminal, JSON Lines into a pipe"},
    {OPT_OFFSETS, CMD_READ, "offsets", 0, "UNIT", "bytes|codepoints",
     "what spans count: bytes of UTF-8 (the default) or codepoints"},
    {OPT_THREADS, CMD_READ | CMD_ADD, "threads", 'j', "N", NULL,
     "how many threads analyse; without it one for each processor; the output is the same"},
    {OPT_QUIET, CMD_ADD, "quiet", 'q', NULL, NULL, "no progress, no summary; errors only"},
    {OPT_MAN, CMD_HELP, "man", 0, NULL, NULL, "prints the manual page (troff) of all commands"},
    {OPT_HELP, CMD_ALL, "help", 'h', NULL, NULL, "explains the command"},
    {0},
};

const vb_command vb_command_table[] = {
    {CMD_READ, "read", "PATH...", 1, -1, "captures in, clean articles out; needs no archive",
     "Reads captures (HTML pages, plain-text dumps with their menus, JSON Lines, any of them "
     "compressed with gzip or xz) and prints one article for each: its clean text, title, byline, "
     "agency, outlet, dates, language, and the exchanges that it tells of, each with the spans "
     "that say so.\n"
     "Folders are walked in sorted order; - is standard input. What a file is, is decided by its "
     "content. Articles come out in input order. A file that cannot be read is one line on "
     "standard error; the others are read all the same and the exit status is 1.",
     "verbale read page.html\n  a table on a terminal, one JSON object a line into a pipe\n"
     "verbale read captures/ | jq -r .title\n  the titles of a folder\n"
     "curl -s https://example.org/news/1 | verbale read - --format json\n"
     "  a page straight from the network\n",
     vb_run_read},
    {CMD_HELP, "help", "[TOPIC]", 0, 1, "explains a command or a topic",
     "Without a topic: the commands. Topics are the commands, and: formats, ids, dates, exit.",
     "verbale help ledger\n  the page of one command\n"
     "verbale help --man | man -l -\n  all of it as a manual page\n",
     vb_run_help},
    {CMD_COMPLETION, "completion", "SHELL", 1, 1, "prints completion for bash, zsh or fish",
     "Prints a script that completes commands, options and their values.",
     "eval \"$(verbale completion bash)\"\n  in ~/.bashrc\n"
     "verbale completion fish > ~/.config/fish/completions/verbale.fish\n  once\n",
     vb_run_completion},
    {CMD_VERSION, "version", "", 0, 0, "prints the version of code and language data",
     "Every analysed row of an archive carries both, so that one can tell what made it.", "",
     vb_run_version},
    {CMD_STATUS, "", "", 0, 0, "the state of the archive, and what to do next", "", "",
     vb_run_help},
    {0},
};

const vb_command *vb_command_named(const char *name) {
  for (const vb_command *c = vb_command_table; c->name; c++)
    if (!strcmp(c->name, name)) return c;
  return NULL;
}

bool vb_command_planned(const char *name) {
  static const char *const planned[] = {"trace",   "copies", "compare",  "phrase", "search",
                                        "check",   "verify", "export",   "actors", "versions",
                                        "lexicon", "serve",  "reanalyse"};
  for (size_t i = 0; i < sizeof planned / sizeof *planned; i++)
    if (!strcmp(planned[i], name)) return true;
  return false;
}
