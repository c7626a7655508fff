#include "trace/align_dp.h"

/* The loops over a row are compiled twice, and which is run is chosen when the program starts; they
 * give the same numbers.  Sanitizers cannot follow the choice. */
#if defined __x86_64__ && defined __GLIBC__ && defined __OPTIMIZE__ &&                             \
    !defined __SANITIZE_ADDRESS__ && !defined __SANITIZE_THREAD__ && !defined __clang__
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

enum {
  FAR_BELOW = -(1 << 28),
  BARRED = -(1 << 20), /* at a barrier */
};

/* Where the best way into a cell comes from. */
enum {
  FROM_DIAGONAL = 0,
  FROM_ABOVE = 1,
  FROM_LEFT = 2,
  FROM_MASK = 3,
  JUMPED = 4,      /* with FROM_DIAGONAL: by a jump forward */
  JUMPED_BACK = 8, /* ... to any place */
  ABOVE_GOES_ON = 16,
  LEFT_GOES_ON = 32,
};

vb_match vb_align_compare(const vb_wording *report, ptrdiff_t i, const vb_wording *source,
                          ptrdiff_t j) {
  if (report->words.v[i].hash == source->words.v[j].hash) return VB_MATCH_SAME;
  if (report->spelling[i] == source->spelling[j]) return VB_MATCH_SPELLING;
  return report->stem[i] == source->stem[j] ? VB_MATCH_INFLECTED : VB_MATCH_OTHER;
}

typedef struct {
  int put_in, put_in_open; /* for the word of this row */
  int left_out_open;       /* behind it */
  int jump;                /* before it */
  bool wild;               /* in brackets */
} row_costs;

static bool is_wild(const vb_align_table *t, ptrdiff_t i) {
  return i < t->report->words.n && t->report->marks[i] & VB_MARK_BRACKET;
}

static row_costs costs_of(const vb_align_table *t, ptrdiff_t i) {
  row_costs c = {VB_ALIGN_PUT_IN, VB_ALIGN_OPEN, VB_ALIGN_OPEN, VB_ALIGN_JUMP, is_wild(t, i)};
  if (c.wild) c.put_in = c.put_in_open = 0;
  if (c.wild || is_wild(t, i + 1)) c.left_out_open = 0;
  ptrdiff_t k = i; /* the mark stands before the words in brackets too */
  while (k > t->start && is_wild(t, k - 1) && !(t->report->marks[k] & VB_MARK_ELLIPSIS)) k--;
  if ((t->report->marks[k] | t->report->marks[i]) & VB_MARK_ELLIPSIS) c.jump = VB_ALIGN_JUMP_MARKED;
  return c;
}

/* One table's working space; rows of n + 1 cells, of which cell j stands behind column j - 1.  The
 * columns are laid out side by side so that the compiler can do several cells at once; what a row
 * needs in order, from left to right, is left for a pass of its own. */
typedef struct {
  ptrdiff_t width;
  uint32_t *spelling, *stem; /* of each column, as keys */
  int32_t *earns;            /* what the same word earns there */
  int32_t *left_out;         /* what leaving it out costs */
  int32_t *rows;             /* (m + 1) rows: best score */
  int32_t *prefix;           /* the best of the row above up to each cell */
  int32_t *put_in;           /* best score that ends with a word put in */
  int32_t *left;             /* best score that ends with the column left out */
  int32_t *scores;           /* of comparing the row's word with each column */
  uint8_t *from;
} space;

static uint32_t key(uint64_t hash) { return (uint32_t)(hash ^ hash >> 32); }

static void lay_out_columns(const vb_align_table *t, space *s) {
  for (ptrdiff_t k = 0; k < t->n_columns; k++) {
    uint32_t j = t->columns[k];
    bool barrier = j == VB_ALIGN_BARRIER;
    s->spelling[k] = barrier ? 0 : key(t->source->spelling[j]);
    s->stem[k] = barrier ? 0 : key(t->source->stem[j]);
    bool small = !barrier && t->source->sense[j].classes & VB_SENSE_SMALL;
    s->earns[k] = barrier ? BARRED : small ? VB_ALIGN_SMALL_SAME : VB_ALIGN_SAME;
    s->left_out[k] = barrier ? -BARRED : VB_ALIGN_LEFT_OUT;
  }
}

static void first_row(const vb_align_table *t, space *s) {
  for (ptrdiff_t j = 0; j < s->width; j++) {
    s->rows[j] = t->free_start || !j
                     ? 0
                     : (int32_t)(-VB_ALIGN_OPEN -
                                 VB_ALIGN_LEFT_OUT * (j < VB_ALIGN_JUMP ? j : VB_ALIGN_JUMP));
    s->put_in[j] = FAR_BELOW;
    s->from[j] = FROM_LEFT | LEFT_GOES_ON;
  }
}

/* What comparing the row's word with each column earns. */
WIDE static void score_row(const space *s, uint32_t spelling, uint32_t stem, int32_t other) {
  const uint32_t *restrict spellings = s->spelling, *restrict stems = s->stem;
  const int32_t *restrict earns = s->earns;
  int32_t *restrict scores = s->scores;
  ptrdiff_t n = s->width - 1;
  for (ptrdiff_t k = 0; k < n; k++) {
    int32_t score = stems[k] == stem ? VB_ALIGN_INFLECTED : other;
    score = spellings[k] == spelling ? earns[k] : score;
    scores[k] = earns[k] == BARRED ? BARRED : score;
  }
}

static int32_t prefix_maxima(const int32_t *above, int32_t *prefix, ptrdiff_t n) {
  int32_t best = above[0];
  for (ptrdiff_t j = 0; j < n; j++) {
    best = above[j] > best ? above[j] : best;
    prefix[j] = best;
  }
  return best;
}

/* A word put in: on from the row above. */
WIDE static void put_in_cells(ptrdiff_t n, int32_t open, int32_t each,
                              const int32_t *restrict above, int32_t *restrict row,
                              int32_t *restrict put_in, uint8_t *restrict from) {
  for (ptrdiff_t j = 0; j < n; j++) {
    int32_t first = above[j] - open, more = put_in[j];
    int32_t best = (more > first ? more : first) - each;
    from[j] = more > first ? FROM_ABOVE | ABOVE_GOES_ON : FROM_ABOVE;
    put_in[j] = row[j] = best;
  }
}

/* Two words compared: on from the cell up and to the left (`above` and `prefix` begin there), or by
 * a jump. */
WIDE static void diagonal_cells(ptrdiff_t n, int32_t jump, int32_t back,
                                const int32_t *restrict scores, const int32_t *restrict above,
                                const int32_t *restrict prefix, int32_t *restrict row,
                                uint8_t *restrict from) {
  for (ptrdiff_t j = 0; j < n; j++) {
    int32_t before = above[j], forward = prefix[j] - jump, way = FROM_DIAGONAL;
    way = forward > before ? FROM_DIAGONAL | JUMPED : way;
    before = forward > before ? forward : before;
    way = back > before ? FROM_DIAGONAL | JUMPED_BACK : way;
    before = back > before ? back : before;
    int32_t score = before + scores[j], old = row[j], flags = from[j];
    from[j] = (uint8_t)(score >= old ? way | (flags & ABOVE_GOES_ON) : flags);
    row[j] = score >= old ? score : old;
  }
}

/* left[j]: the best that ends with column j - 1 left out, from left to right.  `row` has the cells
 * by the other ways only, for what was left out goes on more cheaply than it begins. */
static void left_out_scores(const space *s, int32_t open, const int32_t *restrict row,
                            int32_t *restrict left) {
  const int32_t *restrict cost = s->left_out;
  int32_t best = left[0] = FAR_BELOW;
  for (ptrdiff_t j = 0; j < s->width - 1; j++) {
    int32_t first = row[j] - open;
    best = (best > first ? best : first) - cost[j];
    left[j + 1] = best;
  }
}

/* Was the column before left out too?  `from` begins one cell behind the others. */
WIDE static void left_out_on(ptrdiff_t n, int32_t open, const int32_t *restrict left,
                             const int32_t *restrict row, uint8_t *restrict from) {
  for (ptrdiff_t j = 0; j < n; j++) {
    int32_t flags = from[j], on = left[j] > row[j] - open ? LEFT_GOES_ON : 0;
    from[j] = (uint8_t)(flags | on);
  }
}

WIDE static void left_out_cells(ptrdiff_t n, const int32_t *restrict left, int32_t *restrict row,
                                uint8_t *restrict from) {
  for (ptrdiff_t j = 0; j < n; j++) {
    int32_t flags = from[j], kept = flags & (ABOVE_GOES_ON | LEFT_GOES_ON);
    from[j] = (uint8_t)(left[j] > row[j] ? kept | FROM_LEFT : flags);
    row[j] = left[j] > row[j] ? left[j] : row[j];
  }
}

static void fill_row(const vb_align_table *t, space *s, ptrdiff_t i) {
  ptrdiff_t word = t->start + i - 1;
  row_costs c = costs_of(t, word);
  int32_t *row = s->rows + i * s->width, *above = row - s->width;
  uint8_t *from = s->from + i * s->width;
  int32_t best = prefix_maxima(above, s->prefix, s->width);
  score_row(s, key(t->report->spelling[word]), key(t->report->stem[word]),
            c.wild ? VB_ALIGN_WILD_OTHER : VB_ALIGN_OTHER);
  put_in_cells(s->width, c.put_in_open, c.put_in, above, row, s->put_in, from);
  diagonal_cells(s->width - 1, c.jump, best - VB_ALIGN_JUMP_BACK, s->scores, above, s->prefix,
                 row + 1, from + 1);
  left_out_scores(s, c.left_out_open, row, s->left);
  left_out_on(s->width - 1, c.left_out_open, s->left, row, from + 1);
  left_out_cells(s->width - 1, s->left + 1, row + 1, from + 1);
}

/* The last of the best cells of a row, up to column `end`. */
static ptrdiff_t best_cell(const space *s, ptrdiff_t i, ptrdiff_t end) {
  const int32_t *row = s->rows + i * s->width;
  ptrdiff_t best = 0;
  for (ptrdiff_t j = 0; j <= end; j++)
    if (row[j] >= row[best]) best = j;
  return best;
}

/* From the end of the report back to its start. */
static void walk_back(const vb_align_table *t, const space *s, ptrdiff_t j,
                      vb_alignment *alignment) {
  int must = -1; /* the way that a gap begun further on has to go on */
  for (ptrdiff_t i = t->end - t->start; i > 0;) {
    uint8_t from = s->from[i * s->width + j];
    int way = must >= 0 ? must : from & FROM_MASK;
    ptrdiff_t word = t->start + i - 1;
    must = -1;
    if (way == FROM_LEFT) {
      if (from & LEFT_GOES_ON) must = FROM_LEFT;
      j--;
    } else if (way == FROM_ABOVE) {
      if (from & ABOVE_GOES_ON) must = FROM_ABOVE;
      alignment->source[word] = -1;
      alignment->match[word] = VB_MATCH_NONE;
      i--;
    } else {
      ptrdiff_t column = t->columns[j - 1];
      alignment->source[word] = column;
      alignment->match[word] = (uint8_t)vb_align_compare(t->report, word, t->source, column);
      i--;
      if (from & JUMPED) {
        j = best_cell(s, i, j - 1);
      } else if (from & JUMPED_BACK) {
        j = best_cell(s, i, s->width - 1);
      } else {
        j--;
      }
    }
  }
}

/* Column in which the alignment ends: the last, or wherever the score is best. */
static ptrdiff_t last_column(const vb_align_table *t, const space *s, ptrdiff_t m) {
  const int32_t *row = s->rows + m * s->width;
  ptrdiff_t best = s->width - 1;
  if (!t->free_end) {
    ptrdiff_t early = best_cell(s, m, best);
    return row[early] - VB_ALIGN_JUMP > row[best] ? early : best;
  }
  for (ptrdiff_t j = s->width - 1; j >= 0; j--)
    if (row[j] >= row[best]) best = j;
  return best;
}

static int32_t *numbers(vb_arena *scratch, ptrdiff_t n) {
  return vb_arena_alloc_raw(scratch, sizeof(int32_t), 16, n);
}

int64_t vb_align_table_solve(const vb_align_table *t, vb_alignment *alignment, vb_arena scratch) {
  ptrdiff_t m = t->end - t->start;
  space s = {.width = t->n_columns + 1};
  s.spelling = (uint32_t *)numbers(&scratch, s.width);
  s.stem = (uint32_t *)numbers(&scratch, s.width);
  s.earns = numbers(&scratch, s.width);
  s.left_out = numbers(&scratch, s.width);
  s.prefix = numbers(&scratch, s.width);
  s.put_in = numbers(&scratch, s.width);
  s.scores = numbers(&scratch, s.width);
  s.left = numbers(&scratch, s.width);
  s.rows = numbers(&scratch, (m + 1) * s.width);
  s.from = vb_arena_alloc_raw(&scratch, 1, 1, (m + 1) * s.width);
  lay_out_columns(t, &s);
  first_row(t, &s);
  for (ptrdiff_t i = 1; i <= m; i++) fill_row(t, &s, i);
  ptrdiff_t end = last_column(t, &s, m);
  walk_back(t, &s, end, alignment);
  return s.rows[m * s.width + end];
}
