/* The lexicon as the article stage reads it: compiled once, shared by all threads.
 *
 * Tables (any language's folder may hold the first four; see their heads):
 *   LANGUAGE/months, LANGUAGE/date_words, LANGUAGE/labels, LANGUAGE/boilerplate,
 *   world/agencies, world/markup, world/marks, world/stopwords, world/fields, world/blocks,
 *   world/date_orders
 *
 * All are one kind of thing: a folded word or phrase and what it stands for.
 */
#ifndef VB_ARTICLE_WORDS_H
#define VB_ARTICLE_WORDS_H

#include "article/article.h"
#include "article/model.h"

/* What a line that begins with a label tells. */
typedef enum {
  VB_LABEL_NONE,
  VB_LABEL_PUBLISHED,
  VB_LABEL_UPDATED,
  VB_LABEL_CAPTURED,
  VB_LABEL_BYLINE,
  VB_LABEL_SOURCE,
  VB_LABEL_OTHER,  /* received, deadline: of a day that is neither of the first two */
  VB_LABEL_CREDIT, /* photo, file, handout: words of a picture's credit */
} vb_label;

/* What a block that is or begins with a phrase is, beside the article. */
typedef enum {
  VB_PHRASE_NONE,
  VB_PHRASE_MENU,
  VB_PHRASE_SHARE,
  VB_PHRASE_RELATED, /* heads a list of other articles */
  VB_PHRASE_FOOTER,
  VB_PHRASE_AD,
  VB_PHRASE_COMMENT,
  VB_PHRASE_OFFER, /* newsletters, apps, subscriptions, consent */
} vb_phrase;

/* How a letter that is printed as it was written begins and ends. */
typedef enum { VB_LETTER_NONE, VB_LETTER_SALUTATION, VB_LETTER_CLOSING } vb_letter_line;

/* What a word of an element's class or id says of the element. */
typedef enum {
  VB_MARKUP_NONE,
  VB_MARKUP_BODY = 1 << 0,
  VB_MARKUP_OTHER = 1 << 1, /* menus, teasers, widgets */
  VB_MARKUP_COMMENT = 1 << 2,
  VB_MARKUP_CAPTION = 1 << 3,
  VB_MARKUP_BYLINE = 1 << 4,
  VB_MARKUP_DATE = 1 << 5,
  VB_MARKUP_DATELINE = 1 << 6,
  VB_MARKUP_SUBTITLE = 1 << 7,
  VB_MARKUP_TITLE = 1 << 8,
  /* what kind of other: */
  VB_MARKUP_NAV = 1 << 9,
  VB_MARKUP_SHARE = 1 << 10,
  VB_MARKUP_RELATED = 1 << 11,
  VB_MARKUP_AD = 1 << 12,
  VB_MARKUP_SIGNUP = 1 << 13,
  VB_MARKUP_LEGAL = 1 << 14,
  VB_MARKUP_TAGS = 1 << 15,
  VB_MARKUP_BOX = 1 << 16,
  VB_MARKUP_MEDIA = 1 << 17,
  VB_MARKUP_EMBED = 1 << 18,
  VB_MARKUP_LIVE = 1 << 19,
} vb_markup;

typedef struct {
  vb_str key; /* folded */
  int64_t value;
  vb_str text;
} vb_dict_entry;

typedef struct {
  vb_dict_entry *slots; /* capacity is a power of two; key.p == NULL: free */
  ptrdiff_t n, capacity;
  int longest; /* words in the longest key */
} vb_dict;

typedef struct {
  vb_str text;
  bool at_start;
} vb_mark;

VB_SLICE_TYPE(vb_marks, vb_mark);

/* Small words inside dates, of all languages. */
typedef enum {
  VB_DATE_WORD_NONE,
  VB_DATE_WORD_OF,
  VB_DATE_WORD_ORDINAL,
  VB_DATE_WORD_AT,
  VB_DATE_WORD_YEAR,
  VB_DATE_WORD_MONTH,
  VB_DATE_WORD_DAY,
  VB_DATE_WORD_WIRE,       /* behind the date of an agency's dateline */
  VB_DATE_WORD_AFTER_YEAR, /* "r.", behind a year */
  VB_DATE_WORD_ERA,        /* before a year that is counted from another than the first */
  VB_DATE_WORD_WEEKDAY,    /* between the date and the time */
  VB_DATE_WORD_AM,
  VB_DATE_WORD_PM,
  VB_DATE_WORD_HOUR,
  VB_DATE_WORD_MINUTE,
} vb_date_word_kind;

typedef struct {
  vb_str text;
  vb_date_word_kind kind;
  int value; /* of an era: its first year */
} vb_date_word;

VB_SLICE_TYPE(vb_date_words, vb_date_word);

struct vb_article_grammar {
  vb_arena_region region;
  vb_arena_guard guard;
  vb_arena arena;
  vb_dict months, labels, boilerplate, agencies, markup, stopwords;
  vb_dict letters;      /* value: vb_letter_line */
  vb_dict date_orders;  /* value: 'd', 'm', 'y' */
  vb_dict fields;       /* value: fact * VB_CLUE_RANKS + place in its row */
  vb_strs script_names; /* those of VB_FACT_IN_SCRIPT */
  vb_strs languages;    /* bit i of a stop word's value: languages.v[i] has it */
  vb_marks marks;
  vb_date_words date_words;
  uint32_t date_leads[256]; /* of a first byte: the kinds of date words, as bits, that begin so */
  vb_model model;
};

/* The entry of an already folded key, or NULL. */
const vb_dict_entry *vb_dict_get(const vb_dict *dict, vb_str folded);
/* The entry of a key as it stands on the page. */
const vb_dict_entry *vb_dict_find(const vb_dict *dict, vb_str text, vb_arena scratch);
/* The longest key that `folded` begins with, up to a word boundary; *end gets its length. */
const vb_dict_entry *vb_dict_prefix(const vb_dict *dict, vb_str folded, ptrdiff_t *end);

#endif
