/* Sources: of the texts that hold a quotation's words, which one released them.
 *
 * In: the holders, each with how well its words fit, in whose voice it has them, who says them
 * there, when it was published, and what else ties it to the report.  Out: the primary (the text
 * that released the words), the earliest, and the hops from the report to the primary.
 *
 *   report --> newspaper --> wire --> agency          hops: newspaper, wire, agency
 *                 quotes      quotes   says it         primary: agency
 *
 * A text that has the words inside somebody's quotation carries them; it released them only if it
 * is an organ of the speaker's state.  One that has them in its own voice released them, unless it
 * quotes the same speaker elsewhere: then it is a report with a copied sentence.  Of several that
 * released them, in this order: the words fit best; the speaker is the one whom the report names;
 * it holds what else the report quotes; and of formulae said again and again the last time before
 * the report, and of that the first.  No released text: the source is not in the archive, and the
 * carriers are only hops.
 *
 * A pure function of its input, so that every rule is a test.
 */
#ifndef VB_TRACE_SOURCES_H
#define VB_TRACE_SOURCES_H

#include "base/date.h"
#include "trace/verdict.h"

typedef enum {
  VB_VOICE_OWN,      /* the text itself says so: a message as released, a speech, a transcript */
  VB_VOICE_REPORTED, /* as reported speech */
  VB_VOICE_QUOTED,   /* between quotation marks */
} vb_voice;

enum { VB_HOLDERS = 32 };

typedef struct {
  vb_str id;
  vb_date published;
  int fit; /* words of the quotation that it has, of 1000 */
  vb_voice voice;
  bool organ;       /* told by an organ of the speaker's state, or by the speaker's own office */
  bool tells;       /* it quotes the same speaker elsewhere */
  vb_known speaker; /* is who says it there whom the report names? */
  int64_t pool;     /* words of the report's other quotations that it holds */
  bool retold;      /* it reports the words itself, if only of "state media" */
  bool cited;       /* the report names its agency or its outlet */
  uint32_t cites;   /* bit i: it names those of holder i */
} vb_holder;

typedef struct {
  ptrdiff_t primary;      /* of the holders; -1: none of them released the words */
  ptrdiff_t earliest;     /* -1: none is dated */
  bool other_translation; /* the primary is not the first to release them, and the first has other
                             words */
  vb_indices hops;        /* the report's parent first; the primary, if there is one, last */
} vb_origin;

/* At most VB_HOLDERS; none of them later than the report. */
vb_origin vb_sources_choose(const vb_holder *holders, ptrdiff_t n, vb_telling telling,
                            vb_arena *out);

/* Was `a` published after `b`, for certain?  Clocks without an offset may be 14 hours apart. */
bool vb_sources_is_later(vb_date a, vb_date b);
/* Is `a` before `b`?  Undated ones come last; ids decide between equals. */
bool vb_sources_is_before(const vb_holder *a, const vb_holder *b);

#endif
