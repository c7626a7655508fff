#include "archive/clues.h"

void vb_clues_store(vb_archive *archive, const vb_article *article) {
  for (ptrdiff_t i = 0; i < article->clues.n; i++) {
    const vb_clue *clue = &article->clues.v[i];
    if (!clue->why.p) continue;
    vb_sql_statement *s =
        vb_sql(archive, "INSERT INTO clues (article, ordinal, fact, value, source, trust, "
                        "believed, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    vb_sql_bind_str(s, 1, article->id);
    vb_sql_bind_int(s, 2, i);
    vb_sql_bind_text(s, 3, vb_fact_name(clue->fact));
    vb_sql_bind_str(s, 4, clue->value);
    vb_sql_bind_str(s, 5, clue->source);
    vb_sql_bind_int(s, 6, clue->rank);
    vb_sql_bind_int(s, 7, clue->believed);
    vb_sql_bind_str(s, 8, clue->why);
    vb_sql_run(s);
  }
}

void vb_clues_drop(vb_archive *archive, vb_str article) {
  vb_sql_run_on(archive, "DELETE FROM clues WHERE article = ?", article);
}

static void load_fact(vb_archive *archive, vb_str article, vb_fact fact, vb_clues *clues,
                      vb_arena *out) {
  vb_sql_statement *s =
      vb_sql(archive, "SELECT value, source, trust, believed, why FROM clues WHERE article = ? AND "
                      "fact = ? ORDER BY believed DESC, trust, ordinal");
  vb_sql_bind_str(s, 1, article);
  vb_sql_bind_text(s, 2, vb_fact_name(fact));
  while (vb_sql_step(s)) {
    vb_clue clue = {.fact = fact,
                    .value = vb_sql_copy(s, 0, out),
                    .source = vb_sql_copy(s, 1, out),
                    .rank = (int)vb_sql_int(s, 2),
                    .believed = vb_sql_int(s, 3) != 0,
                    .why = vb_sql_copy(s, 4, out)};
    *vb_push(out, clues) = clue;
  }
}

vb_clues vb_clues_load(vb_archive *archive, vb_str article, vb_arena *out) {
  vb_clues clues = {0};
  for (vb_fact fact = VB_FACT_TITLE; fact < VB_N_FACTS; fact++)
    load_fact(archive, article, fact, &clues, out);
  return clues;
}
