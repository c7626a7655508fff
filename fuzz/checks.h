/* The invariants of what stages give, as checks that abort. */
#ifndef VB_FUZZ_CHECKS_H
#define VB_FUZZ_CHECKS_H

#include "common.h"
#include "exchanges/exchange.h"
#include "language/time.h"
#include "statements/statement.h"

/* article.h */
void vb_fuzz_check_article(const vb_article *article, vb_format format);
/* time.h: in text order, none overlapping, dates that exist. */
void vb_fuzz_check_times(vb_times times, vb_str text);
/* exchange.h: evidence inside its field, UTF-8, answers that exist. */
void vb_fuzz_check_exchanges(vb_exchanges exchanges, const vb_article *article);
/* statement.h: spans in order inside their field, cue and source too; names and offices UTF-8. */
void vb_fuzz_check_statements(vb_statements statements, const vb_article *article);
/* A known date is written and read back as itself. */
void vb_fuzz_check_date(vb_date date);

#endif
