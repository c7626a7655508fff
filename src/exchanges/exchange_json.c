#include "exchanges/exchange_json.h"

#include <stdio.h>

void vb_json_actors(vb_json *json, const vb_actors *actors) {
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < actors->n; i++) {
    vb_json_object(json);
    vb_json_key_str(json, "name", actors->v[i].name);
    vb_json_key_str(json, "office", actors->v[i].office);
    vb_json_key_str(json, "country", actors->v[i].country);
    vb_json_key_str(json, "organisation", actors->v[i].organisation);
    vb_json_close(json);
  }
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
}

void vb_json_evidence(vb_json *json, const vb_evidence *evidence) {
  char field[32];
  const char *name = vb_field_name(evidence->field);
  if (evidence->field == VB_FIELD_CAPTION)
    snprintf(field, sizeof field, "%s/%d", name, evidence->caption);
  else
    snprintf(field, sizeof field, "%s", name);
  vb_json_object(json);
  vb_json_key_str(json, "field", vb_str_from(field));
  vb_json_key_int(json, "start", evidence->span.start);
  vb_json_key_int(json, "end", evidence->span.end);
  vb_json_close(json);
}
