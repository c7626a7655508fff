#include "trace/align_dp.h"

/* A match earns 4; what else costs in relation to that.  A jump must be worth it: fewer than four
 * words in a row are found in many places. */
enum {
  SAME = 4,
  SMALL_SAME = 3, /* "of", "the" */
  INFLECTED = 1,
  MISMATCH = -3,
  OPEN = 4, /* first word put in or left out, beside the word itself */
  PUT_IN = 2,
  LEFT_OUT = 1,
  JUMP = 14,
  JUMP_BACK = 17,
  JUMP_MARKED = 1,
  FAR_BELOW = -(1 << 28),
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
  int put_in, put_in_open;     /* for the word of this row */
  int left_out_open;           /* behind it */
  int jump;                    /* before it */
  bool wild;                   /* in brackets */
} row_costs;

static bool is_wild(const vb_align_table *t, ptrdiff_t i) {
  return i < t->report->words.n && t->report->marks[i] & VB_MARK_BRACKET;
}

static row_costs costs_of(const vb_align_table *t, ptrdiff_t i) {
  row_costs c = {PUT_IN, OPEN, OPEN, JUMP, is_wild(t, i)};
  if (c.wild) c.put_in = c.put_in_open = 0;
  if (c.wild || is_wild(t, i + 1)) c.left_out_open = 0;
  ptrdiff_t k = i; /* the mark stands before the words in brackets too */
  while (k > t->start && is_wild(t, k - 1) && !(t->report->marks[k] & VB_MARK_ELLIPSIS)) k--;
  if ((t->report->marks[k] | t->report->marks[i]) & VB_MARK_ELLIPSIS) c.jump = JUMP_MARKED;
  return c;
}

/* One table's working space; rows of n + 1 cells. */
typedef struct {
  int32_t *above, *row;  /* best score */
  int32_t *put_in;       /* best score that ends with a word put in */
  uint32_t *best_before; /* (m + 1) * (n + 1): the column at or before it with the row's best score */
  uint8_t *from;
  uint32_t *best; /* of each row */
  ptrdiff_t width;
} space;

static void note_best(space *s, ptrdiff_t i) {
  uint32_t *before = s->best_before + i * s->width, best = 0;
  for (ptrdiff_t j = 0; j < s->width; j++) {
    if (s->row[j] >= s->row[best]) best = (uint32_t)j;
    before[j] = best;
  }
  s->best[i] = before[s->width - 1];
}

static void first_row(const vb_align_table *t, space *s) {
  for (ptrdiff_t j = 0; j < s->width; j++) {
    s->row[j] = t->free_start || !j ? 0 : (int32_t)(-OPEN - LEFT_OUT * (j < JUMP ? j : JUMP));
    s->put_in[j] = FAR_BELOW;
    s->from[j] = FROM_LEFT | LEFT_GOES_ON;
  }
  note_best(s, 0);
}

static int match_score(const vb_align_table *t, vb_match match, ptrdiff_t j, bool wild) {
  switch (match) {
  case VB_MATCH_SAME:
  case VB_MATCH_SPELLING:
    return t->source->sense[j].classes & VB_SENSE_SMALL ? SMALL_SAME : SAME;
  case VB_MATCH_INFLECTED: return INFLECTED;
  default: return wild ? -1 : MISMATCH;
  }
}

/* The best score from which words i and j can be compared, and the way to it. */
static int32_t before_diagonal(const space *s, const row_costs *c, ptrdiff_t i, ptrdiff_t j,
                               uint8_t *from) {
  int32_t best = s->above[j - 1];
  *from = FROM_DIAGONAL;
  int32_t forward = s->above[s->best_before[(i - 1) * s->width + j - 1]] - c->jump;
  if (forward > best) {
    best = forward;
    *from = FROM_DIAGONAL | JUMPED;
  }
  int32_t back = s->above[s->best[i - 1]] - JUMP_BACK;
  if (back > best) {
    best = back;
    *from = FROM_DIAGONAL | JUMPED_BACK;
  }
  return best;
}

static void fill_row(const vb_align_table *t, space *s, ptrdiff_t i) {
  ptrdiff_t word = t->start + i - 1;
  row_costs c = costs_of(t, word);
  uint8_t *from = s->from + i * s->width;
  int32_t left = FAR_BELOW;
  for (ptrdiff_t j = 0; j < s->width; j++) {
    uint8_t way = FROM_ABOVE, flags = 0;
    int32_t open = s->above[j] - c.put_in_open, more = s->put_in[j];
    if (more > open) flags |= ABOVE_GOES_ON;
    int32_t best = s->put_in[j] = (more > open ? more : open) - c.put_in;
    if (j && t->columns[j - 1] == VB_ALIGN_BARRIER) {
      left = FAR_BELOW;
    } else if (j) {
      ptrdiff_t column = t->columns[j - 1];
      vb_match match = vb_align_compare(t->report, word, t->source, column);
      uint8_t diagonal;
      int32_t score = before_diagonal(s, &c, i, j, &diagonal) + match_score(t, match, column, c.wild);
      if (score >= best) best = score, way = diagonal;
      int32_t first = s->row[j - 1] - c.left_out_open;
      if (left > first) flags |= LEFT_GOES_ON;
      left = (left > first ? left : first) - LEFT_OUT;
      if (left > best) best = left, way = FROM_LEFT;
    }
    s->row[j] = best;
    from[j] = way | flags;
  }
  note_best(s, i);
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
        j = s->best_before[i * s->width + j - 1];
      } else if (from & JUMPED_BACK) {
        j = s->best[i];
      } else {
        j--;
      }
    }
  }
}

/* Column in which the alignment ends: the last, or wherever the score is best. */
static ptrdiff_t last_column(const vb_align_table *t, const space *s) {
  ptrdiff_t best = s->width - 1;
  int32_t jumped = s->row[s->best[t->end - t->start]] - JUMP;
  if (!t->free_end) return jumped > s->row[best] ? (ptrdiff_t)s->best[t->end - t->start] : best;
  for (ptrdiff_t j = s->width - 1; j >= 0; j--)
    if (s->row[j] >= s->row[best]) best = j;
  return best;
}

int64_t vb_align_table_solve(const vb_align_table *t, vb_alignment *alignment, vb_arena scratch) {
  ptrdiff_t m = t->end - t->start;
  space s = {.width = t->n_columns + 1};
  s.above = VB_NEW_N(&scratch, int32_t, s.width);
  s.row = VB_NEW_N(&scratch, int32_t, s.width);
  s.put_in = VB_NEW_N(&scratch, int32_t, s.width);
  s.best = VB_NEW_N(&scratch, uint32_t, m + 1);
  s.best_before = vb_arena_alloc_raw(&scratch, sizeof(uint32_t), 4, (m + 1) * s.width);
  s.from = vb_arena_alloc_raw(&scratch, 1, 1, (m + 1) * s.width);
  first_row(t, &s);
  for (ptrdiff_t i = 1; i <= m; i++) {
    int32_t *old = s.above;
    s.above = s.row;
    s.row = old;
    fill_row(t, &s, i);
  }
  ptrdiff_t end = last_column(t, &s);
  walk_back(t, &s, end, alignment);
  return s.row[end];
}
