#include "statements/statement.h"

const char *vb_statement_kind_name(vb_statement_kind kind) {
  static const char *const names[] = {"direct", "indirect", "mixed"};
  return names[kind];
}

const char *vb_statement_flag_name(unsigned flag) {
  switch (flag) {
  case VB_STATEMENT_UNCLOSED: return "unclosed";
  case VB_STATEMENT_UNMARKED: return "unmarked";
  default: return NULL;
  }
}

bool vb_actor_known(const vb_actor *a) {
  return a->name.n || a->office.n || a->country.n || a->organisation.n;
}
