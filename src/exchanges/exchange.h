/* Exchanges: official acts of communication between actors, as one article tells them.
 *
 * In: an article and its language analysis.  Out: reports, one for each act the
 * article tells of, each with the spans that say so and the lexicon row that
 * fired.  merge.h makes ledger rows of the reports of many articles.
 */
#ifndef VB_EXCHANGES_EXCHANGE_H
#define VB_EXCHANGES_EXCHANGE_H

#include "language/analysis.h"

typedef enum {
  VB_FORM_MESSAGE,
  VB_FORM_VERBAL_MESSAGE,
  VB_FORM_LETTER,
  VB_FORM_TELEGRAM,
  VB_FORM_CARD,
  VB_FORM_GIFT,
  VB_FORM_WREATH,
  VB_FORM_CALL,
  VB_FORM_MEETING,
  VB_FORM_VISIT,
  VB_FORM_STATEMENT,
  VB_N_FORMS
} vb_form;

typedef enum {
  VB_PURPOSE_NONE, /* unknown: null */
  VB_PURPOSE_CONGRATULATION,
  VB_PURPOSE_CONDOLENCE,
  VB_PURPOSE_SYMPATHY,
  VB_PURPOSE_THANKS,
  VB_PURPOSE_REPLY,
  VB_PURPOSE_GREETING,
  VB_PURPOSE_NOTIFICATION,
  VB_PURPOSE_INVITATION,
  VB_PURPOSE_PROTEST,
  VB_PURPOSE_SUPPORT,
  VB_PURPOSE_OTHER,
  VB_N_PURPOSES
} vb_purpose;

typedef enum {
  VB_SENT_UNKNOWN,
  VB_SENT_SENT,
  VB_SENT_RECEIVED,
  VB_SENT_HANDED,
  VB_SENT_LAID
} vb_sent_kind;

typedef struct {
  vb_actors from, to;
  vb_form form;
  vb_purpose purpose;
  vb_date sent;
  vb_sent_kind sent_kind;
  vb_date reported;
  vb_str occasion;     /* p == NULL: unknown */
  vb_str occasion_key; /* "founding:KP#63" (occasion_key.h); p == NULL: unknown */
  bool reply;
  bool mention;          /* role: false main, true mention */
  int answers;           /* index, in the same article, of the exchange that this one answers; -1 */
  vb_evidences evidence; /* sentences; at least one */
  vb_evidences cues;     /* the decisive words inside them */
  vb_str pattern;        /* id of the lexicon row that fired */
} vb_exchange;
VB_SLICE_TYPE(vb_exchanges, vb_exchange);

/* The names of design.md ("verbal message"); NULL-terminated.  purpose NONE and sent UNKNOWN: NULL.
 */
const char *vb_form_name(vb_form form);
const char *vb_purpose_name(vb_purpose purpose);
/* Words that outlets use of one message: greetings and congratulations, condolences and sympathy,
 * replies and thanks. */
bool vb_purposes_kindred(vb_purpose a, vb_purpose b);
const char *vb_sent_kind_name(vb_sent_kind kind);
/* -1 if there is no such name. */
int vb_form_from_name(vb_str name);
int vb_purpose_from_name(vb_str name);

/* The words of exchanges and the patterns, compiled once and shared by all threads (read only).
 * The language must outlive it. */
typedef struct vb_grammar vb_grammar;
int vb_grammar_open(vb_grammar **grammar, const vb_language *language, vb_error *error);
void vb_grammar_close(vb_grammar *grammar);

/* The exchanges that an analysed article tells of, in text order.  Pure, but for the marks that it
 * leaves on the tokens. */
vb_exchanges vb_exchanges_find(const vb_grammar *grammar, const vb_analysis *analysis,
                               vb_arena *out, vb_arena scratch);

#endif
