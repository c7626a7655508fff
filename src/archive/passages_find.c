/* Look-ups: the hashes in order, each in every segment that answers for it. */
#include <stdlib.h>

#include "archive/passages_inner.h"

typedef struct {
  uint64_t hash;
  ptrdiff_t index; /* in what was asked */
} asked_hash;

typedef struct {
  vb_archive *archive;
  vb_passage_cursor *cursors; /* one for each segment, by age */
  ptrdiff_t n_cursors;
  vb_cut *cut;
} look_up;

static int compare_hashes(const void *pa, const void *pb) {
  const asked_hash *a = pa, *b = pb;
  if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
  return (a->index > b->index) - (a->index < b->index);
}

static uint64_t key_of(uint64_t hash) { return hash >> (64 - VB_PASSAGES_HASH_BITS); }

static look_up begin(vb_archive *archive, const vb_passages *p, vb_arena *out) {
  look_up l = {archive, VB_NEW_N(out, vb_passage_cursor, p->segments.n), p->segments.n,
               VB_NEW(out, vb_cut)};
  for (ptrdiff_t i = 0; i < l.n_cursors; i++)
    vb_passage_cursor_open(&l.cursors[i], &p->segments.v[i], out);
  return l;
}

static vb_passage_use find_one(look_up *l, uint64_t hash, vb_arena *out) {
  vb_page_entry entry;
  vb_cut_begin(l->cut, vb_passages_ranks(l->archive), VB_PASSAGES_KEEP);
  for (ptrdiff_t i = 0; i < l->n_cursors; i++)
    if (vb_passage_cursor_find(l->archive, &l->cursors[i], hash))
      vb_cut_entry(l->cut, &l->cursors[i].entry);
  vb_passage_use use = {.texts = vb_cut_end(l->cut, &entry)};
  use.texts += entry.dropped;
  use.postings.n = use.postings.cap = entry.n;
  use.postings.v = vb_arena_alloc_raw(out, sizeof(vb_posting), _Alignof(max_align_t), entry.n);
  if (entry.n) memcpy(use.postings.v, entry.postings, (size_t)entry.n * sizeof(vb_posting));
  return use;
}

static void find_all(vb_archive *archive, const uint64_t *hashes, ptrdiff_t n, vb_passage_use *uses,
                     vb_arena *out, vb_arena scratch) {
  const vb_passages *p = vb_passages_fresh(archive);
  if (!p) return;
  vb_passages_begin_look_ups(archive);
  asked_hash *asked = VB_NEW_N(&scratch, asked_hash, n);
  for (ptrdiff_t i = 0; i < n; i++) asked[i] = (asked_hash){key_of(hashes[i]), i};
  qsort(asked, (size_t)n, sizeof *asked, compare_hashes);
  look_up l = begin(archive, p, &scratch);
  for (ptrdiff_t i = 0; i < n && !archive->error.code; i++) {
    bool again = i && asked[i].hash == asked[i - 1].hash;
    uses[asked[i].index] = again ? uses[asked[i - 1].index] : find_one(&l, asked[i].hash, out);
  }
}

/* What is read is of one moment: a writer may be merging segments. */
int vb_passages_find_all(vb_archive *archive, const uint64_t *hashes, ptrdiff_t n,
                         vb_passage_use *uses, vb_arena *out, vb_arena scratch, vb_error *error) {
  vb_arena_guard guard;
  vb_arena mine = *out;
  mine.guard = scratch.guard = &guard;
  memset(uses, 0, (size_t)n * sizeof *uses);
  bool begun = vb_sql_begin_reading(archive);
  bool enough = VB_ARENA_TRY(&guard);
  if (enough) {
    find_all(archive, hashes, n, uses, &mine, scratch);
    out->beg = mine.beg;
  }
  vb_passages_end_look_ups(archive);
  vb_sql_end_reading(archive, begun);
  if (!enough) vb_arena_give_up(out);
  return vb_sql_failed(archive, error);
}

int vb_passages_find(vb_archive *archive, uint64_t shingle_hash, vb_passage_use *use, vb_arena *out,
                     vb_arena scratch, vb_error *error) {
  return vb_passages_find_all(archive, &shingle_hash, 1, use, out, scratch, error);
}

bool vb_passages_text(vb_archive *archive, uint32_t number, vb_passage_text *text, vb_arena *out) {
  vb_sql_statement *s =
      vb_sql(archive, "SELECT id, published FROM articles WHERE passage_text = ?");
  vb_sql_bind_int(s, 1, number);
  if (!vb_sql_step(s)) return false;
  text->article = vb_sql_copy(s, 0, out);
  text->published = vb_sql_date(s, 1);
  vb_sql_reset(s);
  return true;
}

int64_t vb_passages_n_pending(vb_archive *archive) {
  return vb_sql_number(archive, "SELECT count(*) FROM articles WHERE passage_text IS NULL");
}
