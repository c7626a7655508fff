/* The JSON of one ledger row (design.md). */
#include <stdio.h>

#include "answers/ledger.h"
#include "exchanges/exchange_json.h"

static void put_report(vb_json *json, const vb_ledger_report *report) {
  vb_json_object(json);
  vb_json_key_str(json, "report", report->id);
  vb_json_key_str(json, "article", report->article);
  vb_json_key_str(json, "path", report->path);
  vb_json_key_str(json, "title", report->title);
  vb_json_key_str(json, "outlet", report->outlet);
  vb_json_key_str(json, "agency", report->agency);
  vb_json_key_date(json, "published", report->published);
  vb_json_key_str(json, "role", report->role);
  vb_json_key(json, "evidence");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < report->evidence.n; i++) vb_json_evidence(json, &report->evidence.v[i]);
  vb_json_close(json);
  vb_json_close(json);
}

void vb_json_ledger_row(vb_json *json, const vb_ledger_entry *entry,
                        const vb_ledger_reports *reports) {
  const vb_exchange *x = &entry->exchange;
  vb_json_object(json);
  vb_json_key_str(json, "id", entry->id);
  vb_json_exchange_facts(json, x);
  vb_json_key_bool(json, "reply", x->reply);
  vb_json_key_str(json, "reply_to", entry->reply_to);
  vb_json_key_bool(json, "mentioned_only", entry->mentioned_only);
  vb_json_key(json, "reports");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < reports->n; i++) put_report(json, &reports->v[i]);
  vb_json_close(json);
  vb_json_close(json);
}
