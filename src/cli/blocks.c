#include "cli/blocks.h"

#include "base/json.h"

const vb_column vb_block_columns[VB_BLOCK_COLUMNS] = {
    {"block", COLUMN_RIGHT, 0}, {"verdict", COLUMN_FIXED, 0}, {"likely", COLUMN_RIGHT, 0},
    {"kind", COLUMN_FIXED, 0},  {"text", COLUMN_CUT, 40},     {"because of", COLUMN_WIDE, 34},
    {"path", COLUMN_WIDE, 10},
};

/* "links 0.97 (usually 0), size 3.1 (usually 5.4)" */
static vb_str because(const vb_explained_block *e, vb_arena *arena) {
  vb_str all = VB_S("");
  for (int i = 0; i < e->n_reasons; i++) {
    const vb_block_reason *r = &e->reasons[i];
    all = vb_str_format(arena, "%.*s%s%s %.3g (usually %.3g)", VB_ARG(all), i ? ", " : "",
                        r->feature, (double)r->value, (double)r->usual);
  }
  return all;
}

/* "paragraph, json-ld": where the text comes from that the page does not show. */
static vb_str kind_of(const vb_block *b, vb_arena *arena) {
  const char *kind = vb_block_kind_name(b->kind), *taken = vb_taken_name((vb_taken_from)b->taken);
  return taken ? vb_str_format(arena, "%s, %s", kind, taken) : vb_str_from(kind);
}

void vb_blocks_put_rows(vb_table_out *table, vb_str path, vb_explained_blocks blocks,
                        vb_arena *arena) {
  for (ptrdiff_t i = 0; i < blocks.n; i++) {
    const vb_explained_block *e = &blocks.v[i];
    vb_table_cell(table, vb_str_format(arena, "%td", i));
    vb_table_cell(table, vb_str_from(vb_verdict_name(e->verdict)));
    vb_table_cell(table, vb_str_format(arena, "%.0f %%", 100 * (double)e->likely));
    vb_table_cell(table, kind_of(&e->block, arena));
    vb_table_cell(table, e->block.text);
    vb_table_cell(table, because(e, arena));
    vb_table_cell(table, path);
  }
}

static void put_number(vb_json *json, const char *key, float value) {
  vb_json_key(json, key);
  vb_json_raw(json, vb_str_format(json->arena, "%.6g", (double)value));
}

static void put_reasons(vb_json *json, const vb_explained_block *e) {
  vb_json_key(json, "reasons");
  vb_json_array(json);
  for (int i = 0; i < e->n_reasons; i++) {
    vb_json_object(json);
    vb_json_key_str(json, "feature", vb_str_from(e->reasons[i].feature));
    put_number(json, "value", e->reasons[i].value);
    put_number(json, "usual", e->reasons[i].usual);
    put_number(json, "effect", e->reasons[i].effect);
    vb_json_close(json);
  }
  vb_json_close(json);
}

static void put_block(vb_json *json, const vb_explained_block *e) {
  vb_json_object(json);
  vb_json_key_str(json, "verdict", vb_str_from(vb_verdict_name(e->verdict)));
  put_number(json, "likely", e->likely);
  vb_json_key_str(json, "kind", vb_str_from(vb_block_kind_name(e->block.kind)));
  vb_json_key_str(json, "text", e->block.text);
  vb_json_key_str(json, "taken", vb_str_from(vb_taken_name((vb_taken_from)e->block.taken)));
  put_reasons(json, e);
  vb_json_key(json, "features");
  vb_json_object(json);
  for (int f = 0; f < VB_N_FEATURES; f++) put_number(json, vb_feature_name(f), e->features.v[f]);
  vb_json_close(json);
  vb_json_close(json);
}

vb_str vb_blocks_json(vb_str path, vb_explained_blocks blocks, vb_arena *arena) {
  vb_json json = vb_json_begin(arena);
  vb_json_object(&json);
  vb_json_key_str(&json, "path", path);
  vb_json_key(&json, "blocks");
  vb_json_array(&json);
  for (ptrdiff_t i = 0; i < blocks.n; i++) put_block(&json, &blocks.v[i]);
  vb_json_close(&json);
  vb_json_close(&json);
  return vb_json_end(&json);
}
