#include "exchanges/row.h"

static const char *const wants[] = {NULL, "written", "sendable", "conveyed"};
static const char *const roles[] = {"main",    "mention", "deliver", "original",
                                    "senders", "echo",    "purpose"};
static const char *const missing[] = {NULL, "subject", "inherit", "mutual", "later"};

/* Index of the word, 0 for an empty field where the first name is none; -1 if it is not known. */
static int word_index(const char *const *names, size_t n, vb_str word) {
  if (!word.n && !names[0]) return 0;
  for (size_t i = 0; i < n; i++)
    if (names[i] && vb_str_eq(word, vb_str_from(names[i]))) return (int)i;
  return -1;
}

static int sent_from_name(vb_str name) {
  if (!name.n) return VB_SENT_UNKNOWN;
  for (int k = VB_SENT_SENT; k <= VB_SENT_LAID; k++)
    if (vb_str_eq(name, vb_str_from(vb_sent_kind_name((vb_sent_kind)k)))) return k;
  return -1;
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* Fills the row; returns the column that is wrong, or NULL. */
static const char *read_row(const vb_table *t, ptrdiff_t i, vb_row *row) {
  vb_str field[6];
  static const char *const columns[] = {"id", "form", "purpose", "sent", "role", "missing"};
  for (size_t c = 0; c < COUNT(columns); c++)
    field[c] = vb_table_field(t, i, vb_table_column(t, columns[c]));
  row->id = field[0];
  int want = word_index(wants, COUNT(wants), field[1]);
  int form = want < 0 ? vb_form_from_name(field[1]) : 0;
  int purpose = field[2].n ? vb_purpose_from_name(field[2]) : VB_PURPOSE_NONE;
  int sent = sent_from_name(field[3]);
  int role = word_index(roles, COUNT(roles), field[4]);
  int parties = word_index(missing, COUNT(missing), field[5]);
  int values[] = {row->id.n ? 0 : -1, form, purpose, sent, role, parties};
  for (size_t c = 0; c < COUNT(values); c++)
    if (values[c] < 0) return columns[c];
  row->want = want < 0 ? VB_WANT_FORM : (vb_want)want;
  row->form = (vb_form)form;
  row->purpose = (vb_purpose)purpose;
  row->sent = (vb_sent_kind)sent;
  row->role = (vb_row_role)role;
  row->parties = (vb_row_parties)parties;
  return NULL;
}

int vb_rows_compile(vb_rows *rows, const vb_lexicon *lexicon, vb_str language, vb_arena *arena,
                    vb_error *error) {
  vb_str name = vb_str_format(arena, "%.*s/exchanges", VB_ARG(language));
  const vb_table *t = vb_lexicon_table(lexicon, name);
  *rows = (vb_rows){0};
  for (ptrdiff_t i = 0; t && i < t->n_rows; i++) {
    vb_row row = {0};
    const char *wrong = read_row(t, i, &row);
    if (wrong)
      return vb_fail(error, VB_BAD_INPUT, "%.*s: line %td: column '%s' does not know this word",
                     VB_ARG(vb_table_file(t, i)), vb_table_line(t, i), wrong);
    *vb_push(arena, rows) = row;
  }
  return VB_OK;
}

bool vb_form_is_written(int form) { return form >= 0 && form <= VB_FORM_CARD; }

bool vb_form_is_sendable(int form) {
  return vb_form_is_written(form) || form == VB_FORM_GIFT || form == VB_FORM_WREATH;
}

bool vb_row_wants(const vb_row *row, int form) {
  switch (row->want) {
  case VB_WANT_WRITTEN:
  case VB_WANT_CONVEYED: return vb_form_is_written(form);
  case VB_WANT_SENDABLE: return vb_form_is_sendable(form);
  default: return form == (int)row->form;
  }
}
