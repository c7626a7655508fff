/* The parts of an exchange's JSON that `read` and `ledger` share (design.md). */
#ifndef VB_EXCHANGES_EXCHANGE_JSON_H
#define VB_EXCHANGES_EXCHANGE_JSON_H

#include "base/json.h"
#include "exchanges/exchange.h"

/* [{"name": ..., "office": ..., "country": ..., "organisation": ...}] */
void vb_json_actor(vb_json *json, const vb_actor *actor);
void vb_json_actors(vb_json *json, const vb_actors *actors);
/* The members from, to, form, purpose, sent, sent_kind, reported, occasion,
 * occasion_key. */
void vb_json_exchange_facts(vb_json *json, const vb_exchange *exchange);
/* {"field": "caption/0", "start": 0, "end": 0} */
void vb_json_evidence(vb_json *json, const vb_evidence *evidence);

#endif
