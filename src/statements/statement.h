/* Statements: what an article says that somebody said.
 *
 * In: the analysis of an article.  Out: statements in text order, each with the
 * spans of what was said, the cue ("said"), the source as the text names it
 * ("the premier"), the actor who is meant, and the chain of those who pass it on.
 *
 *   "We agree," the premier told Fictive Radio. "It is time."
 *   [  span  ]  [ source  ] [cue] [addressee ]  [   span    ]
 *
 * A direct statement stands in quotation marks, an indirect one does not, a
 * mixed one holds quoted words inside reported speech.
 */
#ifndef VB_STATEMENTS_STATEMENT_H
#define VB_STATEMENTS_STATEMENT_H

#include "language/analysis.h"

typedef enum { VB_STATEMENT_DIRECT, VB_STATEMENT_INDIRECT, VB_STATEMENT_MIXED } vb_statement_kind;

enum {
  VB_STATEMENT_UNCLOSED = 1, /* a quotation mark was never closed */
  VB_STATEMENT_UNMARKED = 2, /* quoted without marks: block letters, a speaker's label */
  VB_N_STATEMENT_FLAGS = 2
};

typedef struct {
  vb_statement_kind kind;
  vb_field_kind field;
  int caption;         /* index, if field is VB_FIELD_CAPTION */
  vb_spans spans;      /* what was said; quotation marks are not in them */
  vb_span cue, source; /* start == end: none in the text */
  vb_actor speaker;    /* all parts unknown: not resolved */
  vb_actor addressee;  /* the same */
  vb_strs via;         /* who passed it on, the article's own agency first */
  unsigned flags;
} vb_statement;
VB_SLICE_TYPE(vb_statements, vb_statement);

const char *vb_statement_kind_name(vb_statement_kind kind); /* "direct", "indirect", "mixed" */
const char *vb_statement_flag_name(unsigned flag);          /* "unclosed" ... */
/* All of them, "unclosed unmarked", written to the buffer; and back (unknown names are 0). */
enum { VB_STATEMENT_FLAGS_BYTES = 128 };
vb_str vb_statement_flag_names(unsigned flags, char buffer[VB_STATEMENT_FLAGS_BYTES]);
unsigned vb_statement_flags_from_names(vb_str names);
/* What was said: the words of all spans, with " ... " between them. */
vb_str vb_statement_words(const vb_article *article, const vb_statement *statement, vb_arena *out);

/* Cue verbs and the small words of clauses, compiled once and shared by all threads (read only).
 * The language must outlive it. */
typedef struct vb_statement_grammar vb_statement_grammar;
int vb_statement_grammar_open(vb_statement_grammar **grammar, const vb_language *language,
                              vb_error *error);
void vb_statement_grammar_close(vb_statement_grammar *grammar);

/* The statements of an analysed article, in text order.  Pure. */
vb_statements vb_statements_find(const vb_statement_grammar *grammar, const vb_analysis *analysis,
                                 vb_arena *out, vb_arena scratch);

#endif
