/* Verdicts: what a quotation is to the words it is traced to.
 *
 * In: the report's wording, the source's, their alignment and edits, and what is known beside the
 * words: who is said to have said them, what the archive holds.  Out: one verdict and its flags, as
 * the table of docs/ lists them.  A pure function of these, so that every row of that table is a
 * test.
 *
 * Where several apply, the one that weighs most: not found, somebody else's, the sense altered,
 * another translation, spliced, words altered, elided, bracketed, style, verbatim.
 */
#ifndef VB_TRACE_VERDICT_H
#define VB_TRACE_VERDICT_H

#include "trace/edits.h"

typedef enum {
  VB_TRACED_VERBATIM,
  VB_TRACED_VERBATIM_STYLE,
  VB_TRACED_UNQUOTED_COPY,
  VB_TRACED_ELIDED,
  VB_TRACED_BRACKETED,
  VB_TRACED_ALTERED_WORDING,
  VB_TRACED_ALTERED_MEANING,
  VB_TRACED_SPLICED,
  VB_TRACED_TRANSLATION_VARIANT,
  VB_TRACED_PARAPHRASED,
  VB_TRACED_MISATTRIBUTED,
  VB_TRACED_SOURCE_NOT_IN_ARCHIVE,
  VB_TRACED_AMBIGUOUS,
  VB_TRACED_NOT_FOUND,
} vb_trace_verdict;

typedef enum {
  VB_FLAG_CUT_START = 1, /* the source's sentence begins before the quotation */
  VB_FLAG_CUT_END = 2,   /* ... and goes on behind it */
  VB_FLAG_QUALIFIER = 4, /* what was cut or left out of its sentences holds an "if", a "not" ... */
  VB_FLAG_UNCLOSED = 8,  /* the quotation mark is never closed */
} vb_verdict_flag;

typedef enum { VB_UNKNOWN, VB_YES, VB_NO } vb_known;

typedef enum {
  VB_TELLING_QUOTED,   /* inside quotation marks */
  VB_TELLING_UNQUOTED, /* the same words outside them */
  VB_TELLING_REPORTED, /* reported speech */
} vb_telling;

/* What is no alteration of the words: house rules differ. */
typedef enum {
  VB_STYLE_USUAL,   /* case, spelling, abbreviation points, hyphens, contractions, numerals */
  VB_STYLE_STRICT,  /* only case at the quotation's edges, spelling of the same letters, points */
  VB_STYLE_MENDING, /* as usual; and articles and inflections, as of a paper that mends grammar */
} vb_style;

typedef struct {
  vb_telling telling;
  vb_known text_held;         /* is the text that the words are attributed to in the archive? */
  vb_known same_speaker;      /* is who is said to have said them who says them in the source? */
  vb_known other_translation; /* is the source another translation of what the report follows? */
  int64_t documents; /* texts that hold these words, the source's own family left out; 0: unknown */
  vb_known tied;     /* does anything but the words tie the report to the source? */
  bool carried;      /* is it known over another text that the words come from there? */
  bool unclosed;
  vb_style style;
} vb_verdict_facts;

typedef struct {
  vb_trace_verdict verdict;
  unsigned flags; /* vb_verdict_flag */
} vb_judgement;

vb_judgement vb_verdict_judge(const vb_wording *report, vb_wording *source,
                              const vb_alignment *alignment, const vb_edits *edits,
                              const vb_verdict_facts *facts, vb_arena scratch);

/* Is enough of the report in the source to say that it comes from there?  Reported speech needs
 * less than a quotation. */
bool vb_verdict_is_found(const vb_cover *cover, vb_telling telling);

const char *vb_trace_verdict_name(vb_trace_verdict verdict);

#endif
