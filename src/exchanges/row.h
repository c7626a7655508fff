/* Rows: what each pattern of lexicon/<language>/exchanges.tsv says, compiled. */
#ifndef VB_EXCHANGES_ROW_H
#define VB_EXCHANGES_ROW_H

#include "exchanges/exchange.h"

/* What a pattern's {FORM} must be. */
typedef enum {
  VB_WANT_FORM,     /* one form, which is also that of a pattern without {FORM} */
  VB_WANT_WRITTEN,  /* message, verbal message, letter, telegram, card */
  VB_WANT_SENDABLE, /* written, gift or wreath */
  VB_WANT_CONVEYED, /* written; greetings that somebody passes on are a verbal message */
} vb_want;

typedef enum {
  VB_ROW_MAIN,
  VB_ROW_MENTION,  /* told as background */
  VB_ROW_DELIVER,  /* how what was told before was handed over */
  VB_ROW_ORIGINAL, /* what the reply told before answers */
  VB_ROW_SENDERS,  /* who sent what was told before */
  VB_ROW_ECHO,     /* says so little that it counts only where something else tells the exchange */
  VB_ROW_PURPOSE,  /* what the exchange told before is for */
} vb_row_role;

/* Which party the pattern does not name, and where it is found. */
typedef enum {
  VB_PARTIES_NAMED,
  VB_PARTIES_SUBJECT, /* the sender is the subject of the clause */
  VB_PARTIES_INHERIT, /* the recipient is that of the sender's exchange told before */
  VB_PARTIES_MUTUAL,  /* each side sends: two exchanges */
  VB_PARTIES_LATER,   /* the sender is told in a sentence of its own */
} vb_row_parties;

typedef struct {
  vb_str id;
  vb_want want;
  vb_form form; /* VB_WANT_FORM */
  vb_purpose purpose;
  vb_sent_kind sent;
  vb_row_role role;
  vb_row_parties parties;
} vb_row;
VB_SLICE_TYPE(vb_rows, vb_row);

/* Fails on a word that a column does not know, naming file and line. */
int vb_rows_compile(vb_rows *rows, const vb_lexicon *lexicon, vb_str language, vb_arena *arena,
                    vb_error *error);

bool vb_form_is_written(int form); /* form: a vb_form, or negative for none */
bool vb_form_is_sendable(int form);
bool vb_row_wants(const vb_row *row, int form);

#endif
