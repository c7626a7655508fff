/* Subjects: what of an article is traced.
 *
 * In: an article with its statements, or spans that the caller gives.  Out, in text order: each
 * stretch between quotation marks, with the statement that tells who says it; reported speech;
 * quotations without marks (a transcript's).  A statement that is broken off by "she said" is
 * several subjects; what it reports beside its quotations is reported speech.  Copied passages
 * outside quotation marks are found later, by comparing.
 *
 *   He called for "unity", adding that the two    -- [unity] quoted
 *   peoples "want peace", and the paper added        [want peace] quoted
 *   that the talks had begun.                        [that the talks had begun] reported
 */
#ifndef VB_TRACE_SUBJECTS_H
#define VB_TRACE_SUBJECTS_H

#include "statements/statement.h"
#include "trace/verdict.h"

typedef struct {
  vb_field_kind field;
  int caption;
  vb_span span; /* without quotation marks and white space at its ends */
  vb_telling telling;
  const vb_statement *statement; /* NULL: nobody is told */
  bool unclosed;
} vb_subject;
VB_SLICE_TYPE(vb_subjects, vb_subject);

vb_subjects vb_subjects_find(const vb_language *language, const vb_article *article,
                             const vb_statements *statements, vb_arena *out, vb_arena scratch);
/* The same of given spans, in their order; those that do not fit the article are left out. */
vb_subjects vb_subjects_given(const vb_language *language, const vb_article *article,
                              const vb_statements *statements, const vb_evidences *spans,
                              vb_arena *out, vb_arena scratch);

#endif
