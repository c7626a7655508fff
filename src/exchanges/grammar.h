/* The compiled knowledge of this stage: words of forms, purposes, occasions and
 * verbs, and the patterns.  Built once from the lexicon, read only; other languages
 * than English, and the keys of occasions, when the first article needs them.
 */
#ifndef VB_EXCHANGES_GRAMMAR_H
#define VB_EXCHANGES_GRAMMAR_H

#include "base/lazy.h"
#include "exchanges/exchange.h"
#include "exchanges/occasion_key.h"
#include "exchanges/pattern.h"
#include "exchanges/row.h"

enum {
  VB_XWORD_FORM = 1 << 0,           /* payload: index into forms */
  VB_XWORD_PURPOSE_BEFORE = 1 << 1, /* payload: vb_purpose */
  VB_XWORD_PURPOSE_OF = 1 << 2,
  VB_XWORD_NOT_BEFORE = 1 << 3,
  VB_XWORD_NOT_OF = 1 << 4,
  VB_XWORD_TRIGGER_ANY = 1 << 5,
  VB_XWORD_TRIGGER_EVENT = 1 << 6,
  VB_XWORD_EVENT = 1 << 7,
  VB_XWORD_ADVERB = 1 << 8,
  VB_XWORD_SALUTATION = 1 << 9, /* en/letters */
  VB_XWORD_SPEECH = 1 << 10,
  VB_XWORD_OCCASION_LEAD = 1 << 11, /* en/occasion_triggers */
  VB_XWORD_BEFALL = 1 << 12,
  VB_XWORD_TRIGGER_CLAUSE = 1 << 13,
  VB_XWORD_VOICE = 1 << 14, /* en/spoken */
  VB_XWORD_AMID = 1 << 15,
  VB_XWORD_GATHERING = 1 << 16,
  VB_XWORD_VISITING = 1 << 17,
};

/* A noun of en/forms. */
typedef struct {
  int form; /* vb_form, or -1: thanks and such, which are none */
  vb_purpose purpose;
  bool reply, bare, weak;
} vb_form_word;
VB_SLICE_TYPE(vb_form_words, vb_form_word);

/* The sets of phrases.h that mark tokens with xwords and verbs. */
enum { VB_XWORDS_SET = VB_WORDS_SET + 1, VB_VERBS_SET };

typedef struct vb_segmented vb_segmented;

/* A language whose grammar is compiled when its first article comes. */
typedef struct {
  vb_str name;
  const vb_grammar *english;
  vb_lazy *grammar; /* vb_segmented */
} vb_segmented_language;
VB_SLICE_TYPE(vb_segmented_languages, vb_segmented_language);

struct vb_grammar {
  vb_arena_region region;
  vb_arena arena; /* while opening */
  vb_arena_guard guard;
  const vb_lexicon *lexicon;
  const vb_words *words; /* of the language */
  vb_phrases *xwords;    /* VB_XWORD_... */
  vb_form_words forms;   /* the nouns of forms */
  vb_phrases *verbs;     /* one class bit for each verb class of en/verbs */
  vb_patterns *patterns;
  vb_rows rows;                     /* what each pattern says */
  vb_lazy *occasion_keys;           /* vb_occasion_keys: needed where an exchange is found */
  vb_segmented_languages languages; /* that segmented.h reads */
  const vb_segmented *segmented;    /* of a grammar of such a language, the one it is part of */
};

#endif
