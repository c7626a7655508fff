/* An article to be read, as show and read print it: its facts line by line, its text with what is
 * said in it underlined and numbered, and below it who says what. */
#ifndef VB_CLI_ARTICLE_VIEW_H
#define VB_CLI_ARTICLE_VIEW_H

#include "archive/load_statements.h"
#include "cli/print.h"
#include "exchanges/exchange.h"
#include "lexicon/lexicon.h"

typedef struct {
  const vb_cli *cli;
  const vb_lexicon *lexicon;
  const vb_article *article;
  vb_statement_entries statements;
  vb_evidences cues; /* the decisive words of its exchanges: printed in bold */
} vb_article_view;

/* Title, byline, outlet, days and so on, one a line; nothing of where its capture lies. */
void vb_article_view_facts(const vb_article_view *view, vb_arena scratch);
/* Text and captions. */
void vb_article_view_text(const vb_article_view *view, vb_arena scratch);
/* The statements as a table: number, speaker, kind, cue, words, and the id's beginning where they
 * have ids.  The exit status. */
int vb_article_view_statements(const vb_article_view *view, vb_arena scratch);

/* The words of the field of a statement at the span, which is one of its own; {0} of none. */
vb_str vb_article_view_words(const vb_article *article, const vb_statement *said, vb_span span);

/* What the article itself tells of exchanges, as a table like the ledger's; the exit
 * status. */
int vb_article_view_exchanges(const vb_article_view *view, const vb_exchanges *exchanges,
                              vb_arena scratch);

/* The parties of a side, by names: "Ana Costa, Rui Prado +3", or `all` of them with semicolons. */
vb_str vb_article_view_side(const vb_lexicon *lexicon, const vb_actors *side, bool all,
                            vb_arena *out);

#endif
