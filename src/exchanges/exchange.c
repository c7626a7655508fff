#include "exchanges/exchange.h"

#include <stdlib.h>

static const char *const forms[VB_N_FORMS] = {
    "message", "verbal message", "letter",  "telegram", "card",      "gift",
    "wreath",  "call",           "meeting", "visit",    "statement",
};
static const char *const purposes[VB_N_PURPOSES] = {
    NULL,       "congratulation", "condolence", "sympathy", "thanks",  "reply",
    "greeting", "notification",   "invitation", "protest",  "support", "other",
};

const char *vb_form_name(vb_form form) { return forms[form]; }
const char *vb_purpose_name(vb_purpose purpose) { return purposes[purpose]; }

const char *vb_sent_kind_name(vb_sent_kind kind) {
  static const char *const names[] = {NULL, "sent", "received", "handed", "laid"};
  return names[kind];
}

static int index_of(const char *const *names, int n, vb_str name) {
  for (int i = 0; i < n; i++)
    if (names[i] && vb_str_eq(vb_str_from(names[i]), name)) return i;
  return -1;
}

int vb_form_from_name(vb_str name) { return index_of(forms, VB_N_FORMS, name); }
int vb_purpose_from_name(vb_str name) { return index_of(purposes, VB_N_PURPOSES, name); }

static uint32_t purpose_family(vb_purpose purpose) {
  switch (purpose) {
  case VB_PURPOSE_GREETING:
  case VB_PURPOSE_CONGRATULATION: return 1;
  case VB_PURPOSE_CONDOLENCE:
  case VB_PURPOSE_SYMPATHY: return 2;
  case VB_PURPOSE_REPLY:
  case VB_PURPOSE_THANKS: return 4;
  default: return 1u << (8 + purpose);
  }
}

bool vb_purposes_kindred(vb_purpose a, vb_purpose b) {
  return purpose_family(a) == purpose_family(b);
}
