#include "article/model.h"

#include <math.h>

#include "article/features.h"

/* "-12.5e-3"; independent of the locale, unlike strtod. */
static bool read_number(vb_str s, float *value) {
  double sum = 0, sign = 1;
  int scale = 0, digits = 0, exponent = 0, exponent_sign = 1;
  ptrdiff_t i = 0;
  if (i < s.n && (s.p[i] == '-' || s.p[i] == '+')) sign = s.p[i++] == '-' ? -1 : 1;
  for (bool point = false; i < s.n && (vb_is_digit(s.p[i]) || (s.p[i] == '.' && !point)); i++) {
    if (s.p[i] == '.') {
      point = true;
      continue;
    }
    sum = sum * 10 + (s.p[i] - '0');
    scale -= point;
    digits++;
  }
  if (i < s.n && s.p[i] == 'e') {
    i++;
    if (i < s.n && (s.p[i] == '-' || s.p[i] == '+')) exponent_sign = s.p[i++] == '-' ? -1 : 1;
    for (; i < s.n && vb_is_digit(s.p[i]) && exponent < 100; i++)
      exponent = exponent * 10 + (s.p[i] - '0');
  }
  *value = (float)(sign * sum * pow(10, scale + exponent_sign * exponent));
  return digits && i == s.n;
}

typedef struct {
  ptrdiff_t tree, node, feature, threshold, left, right, value;
} columns;

static int bad_row(const vb_table *table, ptrdiff_t row, vb_error *error) {
  return vb_fail(error, VB_BAD_INPUT, "%.*s: line %td: no node of the block model",
                 VB_ARG(vb_table_file(table, row)), vb_table_line(table, row));
}

/* Children are numbered inside their tree; they stand behind their parent, so walks end. */
static bool read_node(vb_model *m, const vb_table *t, ptrdiff_t row, const columns *c,
                      vb_tree_node *node) {
  int number = vb_str_to_int(vb_table_field(t, row, c->node));
  ptrdiff_t first = m->roots.n ? m->roots.v[m->roots.n - 1] : 0;
  if (number < 0 || first + number != m->nodes.n) return false;
  vb_str feature = vb_table_field(t, row, c->feature);
  *node = (vb_tree_node){.left = (int32_t)m->nodes.n, .right = (int32_t)m->nodes.n};
  if (!feature.n) return read_number(vb_table_field(t, row, c->value), &node->threshold);
  int left = vb_str_to_int(vb_table_field(t, row, c->left));
  int right = vb_str_to_int(vb_table_field(t, row, c->right));
  node->feature = vb_feature_named(feature);
  node->left = (int32_t)(first + left);
  node->right = (int32_t)(first + right);
  return node->feature >= 0 && left > number && right > number && left < 1 << 20 &&
         right < 1 << 20 && read_number(vb_table_field(t, row, c->threshold), &node->threshold);
}

static bool children_exist(const vb_model *m) {
  for (ptrdiff_t i = 0; i < m->nodes.n; i++) {
    const vb_tree_node *n = &m->nodes.v[i];
    if (n->left >= m->nodes.n || n->right >= m->nodes.n) return false;
  }
  return true;
}

int vb_model_read(vb_model *m, const vb_table *t, ptrdiff_t first, vb_arena *arena,
                  vb_error *error) {
  columns c = {vb_table_column(t, "tree"),    vb_table_column(t, "node"),
               vb_table_column(t, "feature"), vb_table_column(t, "threshold"),
               vb_table_column(t, "left"),    vb_table_column(t, "right"),
               vb_table_column(t, "value")};
  for (ptrdiff_t row = first; row < t->n_rows; row++) {
    if (vb_str_eq(vb_table_field(t, row, c.tree), VB_S("-1"))) {
      m->nodes.n = m->roots.n = 0; /* a model of the user's takes the place of the built-in one */
      if (!read_number(vb_table_field(t, row, c.value), &m->base)) return bad_row(t, row, error);
      continue;
    }
    if (vb_str_eq(vb_table_field(t, row, c.node), VB_S("0")))
      *vb_push(arena, &m->roots) = m->nodes.n;
    vb_tree_node node;
    if (!read_node(m, t, row, &c, &node)) return bad_row(t, row, error);
    *vb_push(arena, &m->nodes) = node;
  }
  if (t->n_rows && !children_exist(m)) return bad_row(t, t->n_rows - 1, error);
  return VB_OK;
}

static int unpack(vb_model *m, const vb_packed_model *packed, vb_arena *arena, vb_error *error) {
  ptrdiff_t n = packed->n_nodes;
  m->base = packed->base;
  m->roots =
      (vb_indices){VB_NEW_N(arena, ptrdiff_t, packed->n_roots), packed->n_roots, packed->n_roots};
  memcpy(m->roots.v, packed->roots, (size_t)m->roots.n * sizeof *m->roots.v);
  m->nodes = (vb_tree_nodes){VB_NEW_N(arena, vb_tree_node, n), n, n};
  int32_t *places = VB_NEW_N(arena, int32_t, packed->n_features);
  for (ptrdiff_t i = 0; i < packed->n_features; i++) {
    places[i] = vb_feature_named(vb_str_from(packed->features[i]));
    if (places[i] < 0)
      return vb_fail(error, VB_BAD_INPUT, "world/blocks.tsv: no feature of blocks is called '%s'",
                     packed->features[i]);
  }
  for (ptrdiff_t i = 0; i < n; i++) {
    m->nodes.v[i] = packed->nodes[i];
    bool leaf = m->nodes.v[i].left == i;
    m->nodes.v[i].feature = leaf ? 0 : places[packed->nodes[i].feature];
  }
  return VB_OK;
}

int vb_model_load(vb_model *m, const vb_table *t, vb_arena *arena, vb_error *error) {
  int bad = unpack(m, &vb_model_packed, arena, error);
  return bad ? bad : vb_model_read(m, t, t->n_embedded, arena, error);
}

/* Several rows go down a tree together: where one goes next depends on a comparison that no
 * processor foresees, and meanwhile the others can go on. */
enum { LANES = 8 };

static void add_tree(const vb_tree_node *nodes, ptrdiff_t root, const float *const rows[LANES],
                     float sums[LANES]) {
  int32_t at[LANES], moved;
  for (int k = 0; k < LANES; k++) at[k] = (int32_t)root;
  do {
    moved = 0;
    for (int k = 0; k < LANES; k++) {
      const vb_tree_node *n = &nodes[at[k]];
      bool left = rows[k][n->feature] <= n->threshold;
      int32_t next = n->right ^ ((n->left ^ n->right) & -(int32_t)left); /* no branch */
      moved |= next ^ at[k];
      at[k] = next;
    }
  } while (moved);
  for (int k = 0; k < LANES; k++) sums[k] += nodes[at[k]].threshold;
}

void vb_model_scores(const vb_model *m, const float *features, ptrdiff_t n_features, ptrdiff_t n,
                     float *scores) {
  for (ptrdiff_t i = 0; i < n; i += LANES) {
    const float *rows[LANES];
    float sums[LANES];
    for (int k = 0; k < LANES; k++) {
      rows[k] = features + (i + k < n ? i + k : i) * n_features;
      sums[k] = m->base;
    }
    for (ptrdiff_t tree = 0; tree < m->roots.n; tree++)
      add_tree(m->nodes.v, m->roots.v[tree], rows, sums);
    for (ptrdiff_t k = 0; k < LANES && i + k < n; k++) scores[i + k] = sums[k];
  }
}

float vb_model_score(const vb_model *m, const float *features) {
  float score;
  vb_model_scores(m, features, 0, 1, &score);
  return score;
}
