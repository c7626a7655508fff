/* Copies: how much of an article is somebody else's text.
 *
 * In: an article, others one after another, and how frequent each of the article's runs of four
 * words is.  Out: for each other article what they share, how, and who has it from whom; and over
 * all others, the share of the article's words that stand elsewhere, and that stood there before.
 *
 *   article  |===========|--------|=====|   share: words of = over all words
 *   other    |===========|..............|   of_other: the same of the other's words
 *
 * What many articles of many days share is a formula, and what all articles of one outlet end with
 * is its boilerplate: neither counts.  Both are told by how many texts hold the words, compared
 * with how many hold the article's other words: of a wire story that a hundred papers carry all
 * words are frequent, of an article with a formula in it only those.
 *
 * Pure: candidates and frequencies come from the caller.
 */
#ifndef VB_TRACE_COPIES_H
#define VB_TRACE_COPIES_H

#include "base/date.h"
#include "trace/passages.h"

typedef enum {
  VB_COPY_IDENTICAL,      /* all words of both */
  VB_COPY_NEAR_DUPLICATE, /* nearly all words of both */
  VB_COPY_TRUNCATED,      /* nearly all words of one, in the other */
  VB_COPY_WIRE,           /* a part, from an agency */
  VB_COPY_PART,           /* a part */
  VB_COPY_FORMULA,        /* nothing but formulae */
} vb_copy_kind;
const char *vb_copy_kind_name(vb_copy_kind kind);

typedef enum {
  VB_COPY_UNTOLD, /* neither time nor attribution tell */
  VB_COPY_FROM,   /* the other had it first */
  VB_COPY_TO,     /* the article had it first */
} vb_copy_direction;
const char *vb_copy_direction_name(vb_copy_direction direction);

typedef struct {
  const vb_prepared *text;
  vb_date published;
  vb_str outlet, agency;
} vb_copied;

/* Of the run of four words that begins at a word. */
typedef struct {
  uint32_t texts;  /* how many hold it, with the article's own; 0: not known */
  bool apart;      /* they were published weeks apart */
  bool dated;      /* when some of them were published is known */
  bool one_outlet; /* all of one outlet */
} vb_copy_word;

enum {
  VB_FORMULA_TEXTS = 5,    /* that hold it, at least */
  VB_FORMULA_TIMES = 4,    /* as many as hold the rarest fifth of the article */
  VB_FORMULA_WORDS = 60,   /* it has less */
  VB_FORMULA_DAYS = 30,    /* "weeks apart" */
  VB_FORMULA_UNDATED = 24, /* more texts than that, where no days are known */
};

typedef struct {
  vb_copied article;
  vb_copy_word *frequency;  /* by word; those behind the last shingle are as the last one */
  uint32_t usual_texts;     /* the median of them */
  uint32_t own_texts;       /* what the rarest fifth of them does not exceed */
  bool *elsewhere, *before; /* by word: in another article; in an earlier one */
} vb_copies;

typedef struct {
  double share, of_other;
  ptrdiff_t words; /* of the article, in shared passages */
  ptrdiff_t same;  /* of those, the same in the other */
  vb_copy_kind kind;
  vb_copy_direction direction;
  vb_shared_passages passages; /* those that count; the article's span first */
} vb_copy;

/* `frequency` has an entry for each of the text's shingles, and is kept. */
vb_copies vb_copies_begin(const vb_copied *article, vb_copy_word *frequency, vb_arena *out,
                          vb_arena scratch);
/* False: they share no passage.  The copy's passages live in `out`. */
bool vb_copies_compare(vb_copies *copies, const vb_copied *other, vb_copy *copy, vb_arena *out,
                       vb_arena scratch);
/* Shares of the article's words, over all that it was compared with. */
double vb_copies_elsewhere(const vb_copies *copies);
double vb_copies_before(const vb_copies *copies);

#endif
