/* What the parts of show share: show.c leads from the ledger to the bytes, show_statement.c prints
 * who said what. */
#ifndef VB_CLI_SHOW_H
#define VB_CLI_SHOW_H

#include "answers/ledger.h"
#include "answers/lookup.h"
#include "archive/load_statements.h"
#include "cli/open.h"
#include "cli/print.h"
#include "exchanges/explain.h"

typedef struct {
  const vb_cli *cli;
  vb_session *session;
  vb_arena *arena;
  const vb_merge_words *words; /* of merging; NULL: reports are not shown */
  const vb_time_grammar *times;
} vb_showing;

/* The one thing that `text` means; else says why not and returns 1. */
int vb_show_choose(const vb_showing *s, const char *text, vb_thing *thing);
/* Says that `text` means several things, at least two. */
void vb_show_ambiguous(const char *text, vb_things things);

/* "  label      value"; nothing where there is no value. */
void vb_show_line(const char *label, vb_str value);
/* The same, broken at the width of the terminal. */
void vb_show_value(const vb_showing *s, const char *label, vb_str value);
/* Which article an answer is about: id, title, day of publication. */
void vb_show_heading(const vb_showing *s, const vb_article *article);
/* What another command calls it by: the id that it was given, else its path. */
vb_str vb_show_handle(vb_str id, vb_str path);
/* "  label      Name (office; organisation, country)" */
void vb_show_actor(const vb_showing *s, const char *label, const vb_actor *actor);

/* A report with its sentences, what it tells, and, if `row` has others, why it is one of them. */
void vb_show_report(const vb_showing *s, const vb_ledger_report *report,
                    const vb_ledger_entry *row);

/* Where the facts of an article come from; the exit status. */
int vb_show_facts(const vb_showing *s, vb_thing thing);
/* One statement with the chain to its capture; 1 if there is no such. */
int vb_show_statement(const vb_showing *s, vb_str id);

#endif
