#include "exchanges/pattern.h"

#include <string.h>

enum { GAP_CHUNKS = 10, MAX_CLASSES = 31 };

typedef enum { ELEMENT_SLOT, ELEMENT_VERB, ELEMENT_WORD, ELEMENT_GAP, ELEMENT_ACCEPT } element_kind;

/* One element is one state of the automaton; the row's next element is the next state. */
typedef struct {
  element_kind kind;
  bool optional;
  vb_slot slot;
  uint32_t verbs;
  vb_strs words; /* alternatives */
  int row;
} element;
VB_SLICE_TYPE(elements, element);

/* What a match can begin with. */
typedef enum { BEGIN_ACTORS, BEGIN_FORM, BEGIN_WORD, N_BEGINS } beginning;

struct vb_patterns {
  elements states;
  vb_indices starts[N_BEGINS]; /* first states of the rows that can begin so, in their order */
  vb_strs classes;             /* names of verb classes; the index is the bit */
  uint32_t triggers;
};

/* ---- compiling ---- */

static int class_bit(vb_patterns *p, vb_str name, vb_arena *arena) {
  for (ptrdiff_t i = 0; i < p->classes.n; i++)
    if (vb_str_eq(p->classes.v[i], name)) return (int)i;
  if (p->classes.n == MAX_CLASSES) return -1;
  *vb_push(arena, &p->classes) = name;
  return (int)p->classes.n - 1;
}

static bool is_class_name(vb_str s) {
  for (ptrdiff_t i = 0; i < s.n; i++)
    if (!vb_is_upper(s.p[i])) return false;
  return s.n > 1;
}

static int slot_named(vb_str name) {
  static const char *const names[VB_N_SLOTS] = {"FROM",     "TO",    "PARTIES",  "FORM",
                                                "ORIGINAL", "OWNER", "DELIVERER"};
  for (int i = 0; i < VB_N_SLOTS; i++)
    if (vb_str_eq(name, vb_str_from(names[i]))) return i;
  return -1;
}

static bool parse_alternatives(vb_patterns *p, vb_str text, element *e, vb_arena *arena) {
  while (text.p) {
    vb_str part = vb_str_cut(&text, '/');
    if (!part.n) return false;
    if (is_class_name(part)) {
      int bit = class_bit(p, part, arena);
      if (bit < 0) return false;
      e->verbs |= 1u << bit;
      e->kind = ELEMENT_VERB;
    } else {
      *vb_push(arena, &e->words) = part;
    }
  }
  return true;
}

static bool parse_element(vb_patterns *p, vb_str text, element *e, vb_arena *arena) {
  if (vb_str_eq(text, VB_S("..."))) {
    e->kind = ELEMENT_GAP;
    return true;
  }
  if (vb_str_ends(text, VB_S("?")) && text.n > 1) {
    e->optional = true;
    text.n--;
  }
  if (text.p[0] == '{' && text.p[text.n - 1] == '}') {
    int slot = slot_named(vb_str_slice(text, 1, text.n - 1));
    e->kind = ELEMENT_SLOT;
    e->slot = (vb_slot)slot;
    return slot >= 0;
  }
  e->kind = ELEMENT_WORD;
  return parse_alternatives(p, text, e, arena);
}

/* A row without {FORM} is triggered by its verbs; literal verbs get a class of their own. */
static void note_trigger(vb_patterns *p, ptrdiff_t first) {
  uint32_t verbs = 0;
  for (ptrdiff_t i = first; i < p->states.n; i++) {
    const element *e = &p->states.v[i];
    if (e->kind == ELEMENT_SLOT && e->slot == VB_SLOT_FORM) return;
    verbs |= e->verbs;
  }
  p->triggers |= verbs;
}

/* Which beginnings the elements up to the first one that is not optional allow. */
static void note_start(vb_patterns *p, ptrdiff_t first, vb_arena *arena) {
  bool can[N_BEGINS] = {false};
  for (ptrdiff_t i = first; i < p->states.n; i++) {
    const element *e = &p->states.v[i];
    bool form = e->kind == ELEMENT_SLOT && (e->slot == VB_SLOT_FORM || e->slot == VB_SLOT_ORIGINAL);
    can[BEGIN_FORM] |= form;
    can[BEGIN_ACTORS] |= (e->kind == ELEMENT_SLOT && !form) || e->words.n; /* they */
    can[BEGIN_WORD] |= e->kind == ELEMENT_VERB || e->kind == ELEMENT_WORD;
    if (!e->optional) break;
  }
  for (int b = 0; b < N_BEGINS; b++)
    if (can[b]) *vb_push(arena, &p->starts[b]) = first;
}

static bool compile_row(vb_patterns *p, vb_str pattern, int row, vb_arena *arena) {
  ptrdiff_t first = p->states.n;
  while (pattern.p) {
    vb_str word = vb_str_cut(&pattern, ' ');
    if (!word.n) continue;
    element e = {.row = row};
    if (!parse_element(p, word, &e, arena)) return false;
    *vb_push(arena, &p->states) = e;
  }
  *vb_push(arena, &p->states) = (element){.kind = ELEMENT_ACCEPT, .row = row};
  note_trigger(p, first);
  note_start(p, first, arena);
  return true;
}

int vb_patterns_compile(vb_patterns **patterns, const vb_lexicon *lexicon, vb_str language,
                        vb_arena *arena, vb_error *error) {
  vb_patterns *p = VB_NEW(arena, vb_patterns);
  /* asked for by name */
  static const char *const asked[] = {"REPLY", "BEHALF", "HOST", "IF", "PLAN", "EMBASSY"};
  for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
    class_bit(p, vb_str_from(asked[i]), arena);
  vb_str name = vb_str_format(arena, "%.*s/exchanges", VB_ARG(language));
  const vb_table *t = vb_lexicon_table(lexicon, name);
  ptrdiff_t column = t ? vb_table_column(t, "pattern") : -1;
  for (ptrdiff_t row = 0; t && row < t->n_rows; row++) {
    vb_str pattern = vb_table_field(t, row, column);
    if (!pattern.n || !compile_row(p, pattern, (int)row, arena))
      return vb_fail(error, VB_BAD_INPUT, "%.*s: line %td: not a pattern: '%.*s'",
                     VB_ARG(vb_table_file(t, row)), vb_table_line(t, row), VB_ARG(pattern));
  }
  *patterns = p;
  return VB_OK;
}

void vb_patterns_add_verbs(const vb_patterns *patterns, const vb_lexicon *lexicon,
                           const vb_abbreviations *abbreviations, vb_phrases *verbs,
                           vb_arena *arena) {
  const vb_table *t = vb_lexicon_table(lexicon, VB_S("en/verbs"));
  for (ptrdiff_t row = 0; t && row < t->n_rows; row++) {
    vb_str class = vb_table_field(t, row, 0);
    for (ptrdiff_t bit = 0; bit < patterns->classes.n; bit++) {
      if (!vb_str_eq(class, patterns->classes.v[bit])) continue;
      vb_str forms = vb_table_field(t, row, vb_table_column(t, "forms"));
      while (forms.p)
        vb_phrases_add(verbs, abbreviations, vb_alternative_next(&forms), 1u << bit, (int)row,
                       arena);
    }
  }
}

/* ---- running ---- */

typedef struct {
  int state;
  int start, gap;
  int slots[VB_N_SLOTS];
} thread;

typedef struct {
  const vb_patterns *p;
  vb_chunks chunks;
  thread *now, *next; /* one for each state at the most: the earliest start wins */
  bool *in_next;      /* for each state: is it in `next`? */
  int *live, n_live, *live_next, n_next;
  vb_arena *out;
  vb_pattern_matches matches;
} machine;

static bool is_transparent(const vb_chunk *c) {
  return c->kind == VB_CHUNK_TIME || c->kind == VB_CHUNK_OCCASION || c->kind == VB_CHUNK_ADVERB ||
         c->kind == VB_CHUNK_COMMA || c->kind == VB_CHUNK_MARK;
}

static bool fits(const element *e, const vb_chunk *c) {
  switch (e->kind) {
  case ELEMENT_SLOT:
    return c->kind == (e->slot == VB_SLOT_FORM || e->slot == VB_SLOT_ORIGINAL ? VB_CHUNK_FORM
                                                                              : VB_CHUNK_ACTORS);
  case ELEMENT_VERB:
    if ((c->kind == VB_CHUNK_WORD || c->kind == VB_CHUNK_OCCASION || c->kind == VB_CHUNK_FORM) &&
        (c->verbs & e->verbs))
      return true;
    __attribute__((fallthrough)); /* a class and words may be alternatives */
  case ELEMENT_WORD:
    if (c->kind == VB_CHUNK_FORM || (c->kind == VB_CHUNK_ACTORS && !c->word.n)) return false;
    for (ptrdiff_t i = 0; i < e->words.n; i++)
      if (vb_str_eq(e->words.v[i], c->word)) return true;
    return false;
  default: return false;
  }
}

/* Puts a thread into the next set, following optional elements; records acceptance at `end`. */
static void add_next(machine *m, thread t, int end) {
  for (;;) {
    const element *e = &m->p->states.v[t.state];
    if (e->kind == ELEMENT_ACCEPT) {
      vb_pattern_match *match = vb_push(m->out, &m->matches);
      *match = (vb_pattern_match){.row = e->row, .start = t.start, .end = end};
      memcpy(match->slots, t.slots, sizeof t.slots);
      return;
    }
    if (!m->in_next[t.state]) {
      m->in_next[t.state] = true;
      m->live_next[m->n_next++] = t.state;
      m->next[t.state] = t;
    }
    if (!e->optional && e->kind != ELEMENT_GAP) return;
    t.state++;
    t.gap = 0;
  }
}

static void step(machine *m, thread t, int i) {
  const element *e = &m->p->states.v[t.state];
  const vb_chunk *c = &m->chunks.v[i];
  if (e->kind == ELEMENT_GAP) {
    if (c->kind != VB_CHUNK_STOP && t.gap < GAP_CHUNKS) {
      t.gap++;
      add_next(m, t, i + 1);
    }
    return;
  }
  bool started = t.start < i;
  if (fits(e, c)) {
    thread moved = t;
    if (e->kind == ELEMENT_SLOT) moved.slots[e->slot] = i;
    moved.state++;
    moved.gap = 0;
    add_next(m, moved, i + 1);
  }
  if (started && is_transparent(c)) add_next(m, t, i + 1);
}

static void start_rows(machine *m, int i) {
  vb_chunk_kind kind = m->chunks.v[i].kind;
  beginning begin = kind == VB_CHUNK_ACTORS ? BEGIN_ACTORS
                    : kind == VB_CHUNK_FORM ? BEGIN_FORM
                                            : BEGIN_WORD;
  vb_indices starts = m->p->starts[begin];
  for (ptrdiff_t row = 0; row < starts.n; row++) {
    thread t = {.state = (int)starts.v[row], .start = i};
    for (int s = 0; s < VB_N_SLOTS; s++) t.slots[s] = -1;
    for (; m->p->states.v[t.state].optional; t.state++)
      if (fits(&m->p->states.v[t.state], &m->chunks.v[i])) step(m, t, i);
    if (fits(&m->p->states.v[t.state], &m->chunks.v[i])) step(m, t, i);
  }
}

/* `next` becomes `now`, and is empty. */
static void advance(machine *m) {
  for (int k = 0; k < m->n_next; k++) m->in_next[m->live_next[k]] = false;
  thread *swap = m->now;
  int *swap_live = m->live;
  m->now = m->next, m->live = m->live_next, m->n_live = m->n_next;
  m->next = swap, m->live_next = swap_live, m->n_next = 0;
}

vb_pattern_matches vb_patterns_run(const vb_patterns *patterns, vb_chunks chunks, vb_arena *out,
                                   vb_arena scratch) {
  ptrdiff_t n = patterns->states.n;
  machine m = {.p = patterns, .chunks = chunks, .out = out};
  /* not zeroed: what is in a set is told by the lists, and few states ever are */
  m.now = vb_arena_alloc_raw(&scratch, sizeof(thread), _Alignof(thread), n);
  m.next = vb_arena_alloc_raw(&scratch, sizeof(thread), _Alignof(thread), n);
  m.live = vb_arena_alloc_raw(&scratch, sizeof(int), _Alignof(int), n);
  m.live_next = vb_arena_alloc_raw(&scratch, sizeof(int), _Alignof(int), n);
  m.in_next = VB_NEW_N(&scratch, bool, n);
  for (int i = 0; i < chunks.n; i++) {
    for (int k = 0; k < m.n_live; k++) step(&m, m.now[m.live[k]], i);
    start_rows(&m, i);
    advance(&m);
  }
  return m.matches;
}

uint32_t vb_patterns_triggers(const vb_patterns *patterns) { return patterns->triggers; }

uint32_t vb_patterns_class(const vb_patterns *patterns, vb_str name) {
  for (ptrdiff_t i = 0; i < patterns->classes.n; i++)
    if (vb_str_eq(patterns->classes.v[i], name)) return 1u << i;
  return 0;
}
