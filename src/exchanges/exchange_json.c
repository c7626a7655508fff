#include "exchanges/exchange_json.h"

void vb_json_actor(vb_json *json, const vb_actor *actor) {
  vb_json_object(json);
  vb_json_key_str(json, "name", actor->name);
  vb_json_key_str(json, "office", actor->office);
  vb_json_key_str(json, "country", actor->country);
  vb_json_key_str(json, "organisation", actor->organisation);
  vb_json_close(json);
}

void vb_json_actors(vb_json *json, const vb_actors *actors) {
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < actors->n; i++) vb_json_actor(json, &actors->v[i]);
  vb_json_close(json);
}

void vb_json_exchange_facts(vb_json *json, const vb_exchange *exchange) {
  vb_json_key(json, "from");
  vb_json_actors(json, &exchange->from);
  vb_json_key(json, "to");
  vb_json_actors(json, &exchange->to);
  vb_json_key_str(json, "form", vb_str_from(vb_form_name(exchange->form)));
  vb_json_key_str(json, "purpose", vb_str_from(vb_purpose_name(exchange->purpose)));
  vb_json_key_date(json, "sent", exchange->sent);
  vb_json_key_str(json, "sent_kind", vb_str_from(vb_sent_kind_name(exchange->sent_kind)));
  vb_json_key_date(json, "reported", exchange->reported);
  vb_json_key_str(json, "occasion", exchange->occasion);
  vb_json_key_str(json, "occasion_key", exchange->occasion_key);
}

void vb_json_evidence(vb_json *json, const vb_evidence *evidence) {
  char field[VB_FIELD_NAME_BYTES];
  vb_json_object(json);
  vb_json_key_str(json, "field", vb_field_label(evidence->field, evidence->caption, field));
  vb_json_key_span(json, evidence->span);
  vb_json_close(json);
}
