/* Traces: an article's quotations, reported speech and copied passages, each followed through the
 * archive to the text that released it.
 *
 *   article --subjects.h--> subjects --candidates.h--> texts --align.h--> holders
 *                                                                            | belief.h
 *   rows <--verdict.h-- edits <--edits.h-- alignment <-- the primary <-------+ sources.h
 *
 * Of copied.h are the subjects outside quotation marks; of carried.h the holders of words that only
 * somebody's quotation has as they are; of reported.h those of reported speech whose words no text
 * has.
 *
 * A trace is computed from the archive as it stands, and nothing of it is stored: a primary that is
 * added later corrects it.  Texts published after the article are no sources of it; undated ones
 * may be.  The article need not be in the archive; if it is, it is no source of itself.
 *
 * Rows point into the article that was given and into texts that the tracer holds: they are valid
 * until the next call.
 */
#ifndef VB_TRACE_TRACE_H
#define VB_TRACE_TRACE_H

#include "archive/archive.h"
#include "trace/subjects.h"

VB_SLICE_TYPE(vb_trace_hops, const vb_article *);

typedef struct {
  vb_field_kind field;
  int caption;
  vb_span span;
  vb_telling telling;
  const vb_statement *statement; /* that tells who said it; NULL */
  vb_judgement judgement;
  const vb_article *source;   /* the primary; NULL: none is held that holds it */
  vb_spans source_spans;      /* of source->text */
  ptrdiff_t paragraph;        /* of it, in which they begin; from 1 */
  vb_edits edits;             /* of source->text, and of the field's text at `span` */
  const vb_article *earliest; /* NULL: no dated text holds the words */
  vb_span earliest_span;
  const vb_article *nearest; /* of words that have no source: who has the like; NULL: nobody, or
                                `earliest` has the words themselves */
  vb_span nearest_span;
  vb_trace_hops hops; /* the report's parent first; the primary, if there is one, last */
  int64_t documents;  /* texts that hold the rarest four words of it; -1: it has no four */
} vb_trace;
VB_SLICE_TYPE(vb_traces, vb_trace);

typedef struct vb_tracer vb_tracer;
typedef struct {
  vb_style style;
  ptrdiff_t bytes; /* for texts of the archive; 0: 512 MiB (address space, not memory) */
} vb_tracer_options;
/* All that is given must outlive it. */
int vb_tracer_open(vb_tracer **tracer, vb_archive *archive, const vb_lexicon *lexicon,
                   const vb_language *language, vb_tracer_options options, vb_error *error);
void vb_tracer_close(vb_tracer *tracer);

/* In text order; of `given` spans (NULL: whatever the article has) one row for each that fits the
 * article, in their order.  0; or VB_ARCHIVE. */
int vb_trace_article(vb_tracer *tracer, const vb_article *article, const vb_statements *statements,
                     const vb_evidences *given, vb_traces *traces, vb_arena *out, vb_arena scratch,
                     vb_error *error);

#endif
