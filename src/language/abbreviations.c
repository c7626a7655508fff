#include "language/abbreviations.h"

#include "base/utf8.h"

static void learn(vb_abbreviations *set, vb_str word, unsigned is, vb_arena *arena) {
  uint64_t hash = vb_str_hash(vb_utf8_fold(arena, word));
  vb_vocabulary_enter(set->vocabulary, hash)->point |= (uint8_t)is;
}

static unsigned abbreviation_kind(vb_str kind) {
  if (vb_str_eq(kind, VB_S("open"))) return VB_POINT_KEPT | VB_POINT_OPEN | VB_POINT_INNER;
  if (vb_str_eq(kind, VB_S("inner"))) return VB_POINT_KEPT | VB_POINT_INNER;
  if (vb_str_eq(kind, VB_S("number"))) return VB_POINT_KEPT | VB_POINT_NUMBERED | VB_POINT_INNER;
  return VB_POINT_KEPT;
}

/* Cue verbs that may stand behind a quotation, as they do in reports: says, said. */
static void learn_cues(vb_abbreviations *set, const vb_table *cues, vb_arena *arena) {
  static const char *const forms[] = {"third", "past"};
  for (ptrdiff_t row = 0; cues && row < cues->n_rows; row++) {
    vb_str frames = vb_table_field(cues, row, vb_table_column(cues, "frames"));
    if (vb_str_find_char(frames, 'v', 0) < 0) continue;
    for (int k = 0; k < 2; k++) {
      vb_str list = vb_table_field(cues, row, vb_table_column(cues, forms[k]));
      while (list.p) learn(set, vb_alternative_next(&list), VB_POINT_TELLS, arena);
    }
  }
}

static uint8_t byte_class(int c) {
  if (c >= 0x80 || c == '\'' || c == '-' || c == '.' || c == ',') return VB_BYTE_JOINS;
  return vb_is_lower((char)c)   ? VB_BYTE_SMALL
         : vb_is_upper((char)c) ? VB_BYTE_LARGE
         : vb_is_digit((char)c) ? VB_BYTE_DIGIT
                                : 0;
}

static ptrdiff_t n_rows(const vb_table *table) { return table ? table->n_rows : 0; }

vb_abbreviations *vb_abbreviations_new(vb_arena *arena, const vb_lexicon *lexicon) {
  const vb_table *table = vb_lexicon_table(lexicon, VB_S("en/abbreviations"));
  const vb_table *starts = vb_lexicon_table(lexicon, VB_S("en/sentence_starts"));
  const vb_table *cues = vb_lexicon_table(lexicon, VB_S("en/cues"));
  vb_abbreviations *set = VB_NEW(arena, vb_abbreviations);
  set->vocabulary = vb_vocabulary_new(arena);
  for (int c = 0; c < 256; c++) set->bytes[c] = byte_class(c);
  for (ptrdiff_t row = 0; row < n_rows(table); row++) {
    vb_str word = vb_table_field(table, row, vb_table_column(table, "word"));
    unsigned is = abbreviation_kind(vb_table_field(table, row, vb_table_column(table, "kind")));
    learn(set, word, is | (word.n && vb_is_upper(word.p[0]) ? VB_POINT_CAPITAL : 0), arena);
  }
  for (ptrdiff_t row = 0; row < n_rows(starts); row++)
    learn(set, vb_table_field(starts, row, 0), VB_POINT_STARTS, arena);
  learn_cues(set, cues, arena);
  return set;
}
