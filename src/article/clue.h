/* What a page tells of its article: each fact as each source has it, which of them is believed,
 * and why.
 *
 *   front matter, JSON-LD, meta, lines ...  --add-->  told, in the order met  --judge-->  verdicts
 *
 * Invariants: of a fact, at most VB_CLUE_MOST are kept, the best one always; once judged, at most
 * one of a fact is believed, and each says why it is or is not.
 */
#ifndef VB_ARTICLE_CLUE_H
#define VB_ARTICLE_CLUE_H

#include "base/arena.h"
#include "base/date.h"
#include "base/vec.h"

typedef enum {
  VB_FACT_NONE,
  VB_FACT_TITLE,
  VB_FACT_SUBTITLE,
  VB_FACT_BYLINE,
  VB_FACT_AGENCY,
  VB_FACT_OUTLET,
  VB_FACT_SECTION,
  VB_FACT_URL,
  VB_FACT_LANGUAGE,
  VB_FACT_PUBLISHED,
  VB_FACT_UPDATED,
  VB_FACT_CAPTURED,
  VB_FACT_DATELINE,
  VB_FACT_DESCRIPTION,
  VB_FACT_IN_SCRIPT, /* names of a day in a page's scripts: no fact by itself */
  VB_N_FACTS
} vb_fact;

/* Kinds of source, the most trusted first. */
typedef enum {
  VB_FROM_RECORD,   /* JSON Lines, or how the capture was obtained */
  VB_FROM_FRONT,    /* front matter */
  VB_FROM_JSON_LD,  /* its article object */
  VB_FROM_META,     /* meta elements, microdata, the title element */
  VB_FROM_WEB_PAGE, /* the page object of JSON-LD */
  VB_FROM_LABEL,    /* a labelled line near the title or the text */
  VB_FROM_LINE,     /* a line or a <time> there */
  VB_FROM_AFAR,     /* a labelled line anywhere */
  VB_FROM_BELOW,    /* the only day below the text */
  VB_FROM_URL,
  VB_FROM_DATELINE,
  VB_FROM_TAG,    /* an agency's tag at the end of the text, or in the byline */
  VB_FROM_SCRIPT, /* the state of a page's program */
  VB_FROM_WORDS,  /* the text's own words */
} vb_clue_kind;

typedef struct {
  vb_fact fact;
  vb_clue_kind kind;
  int rank;      /* smaller is more trusted */
  vb_str value;  /* as the source has it */
  vb_str source; /* "JSON-LD NewsArticle.datePublished", "meta og:title", "line \"4 May\"" */
  vb_date date;  /* of a day; unknown where `value` cannot be read as one */
  bool believed;
  vb_str why; /* why it is believed, or not; p == NULL: not judged yet */
} vb_clue;
VB_SLICE_TYPE(vb_clues, vb_clue);

enum { VB_CLUE_MOST = 12, VB_CLUE_RANKS = 1000 };

const char *vb_fact_name(vb_fact fact);
vb_fact vb_fact_from_name(vb_str name);
bool vb_fact_is_day(vb_fact fact);

/* Keeps it unless it is there already.  `place` orders what is of one kind, from 0.  The strings
 * must live as long as `told`. */
void vb_clue_add(vb_clues *clues, vb_arena *out, vb_clue what, int place);
/* The most trusted of a fact, the first met among equals; -1 if nothing tells it. */
ptrdiff_t vb_clue_best(const vb_clues *clues, vb_fact fact);
/* What this source says of the fact; -1. */
ptrdiff_t vb_clue_find(const vb_clues *clues, vb_fact fact, vb_str source);
/* That one is believed (-1: none of them), for this reason; the others of its fact say what speaks
 * against them, unless they have been told already. */
void vb_clue_judge(vb_clues *clues, vb_fact fact, ptrdiff_t believed, vb_str why, vb_arena *out,
                   vb_arena scratch);
/* The same where only the value is known: the most trusted that says so is believed. */
void vb_clue_judge_value(vb_clues *clues, vb_fact fact, vb_str value, vb_arena *out,
                         vb_arena scratch);

#endif
