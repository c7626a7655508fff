/* Segments into fewer and larger ones, page by page, a little in each transaction.
 *
 *   inputs   |xxxxxxxx|--------|  gone | still there       x: hashes that the output has by now
 *   output   |########|           pages < 2^bits while it grows
 *
 * At every commit each hash stands in the output or in the inputs, never in both: what is merged is
 * removed from the inputs in the same transaction.  So there is nothing to mend after a crash, and
 * whoever writes next goes on; no transaction is long, and the index is never there twice.
 */
#include "archive/passages_merge.h"
#include "archive/passages_inner.h"

enum { SMALLEST_BITS = 16 };

/* ---- which */

static int level(const vb_passage_segment *s) {
  int level = 0;
  for (int64_t bytes = s->bytes >> SMALLEST_BITS; bytes >>= VB_PASSAGES_FACTOR_BITS;) level++;
  return level;
}

/* There may be more than VB_PASSAGES_FACTOR of them, after a long merge. */
static ptrdiff_t oldest_of_a_level(vb_passage_segments segments, ptrdiff_t i, int most) {
  while (i > 0 && level(&segments.v[i - 1]) <= most) i--;
  return i;
}

/* While articles are added: VB_PASSAGES_FACTOR segments of one level become one, with the smaller
 * ones behind them, so that each posting is written once for each level.  Gives the first of the
 * newest ones that are merged; n: none. */
static ptrdiff_t first_of_a_level(vb_passage_segments segments) {
  int highest = 0;
  ptrdiff_t n_of_it = 0;
  for (ptrdiff_t i = segments.n - 1; i >= 0; i--) {
    int own = level(&segments.v[i]);
    if (own > highest) {
      highest = own;
      n_of_it = 0;
    }
    n_of_it += own == highest;
    if (n_of_it == VB_PASSAGES_FACTOR) return oldest_of_a_level(segments, i, highest);
  }
  return segments.n;
}

/* At the end: no segment is smaller than all newer ones together, so that there are few, and adding
 * a day's news costs little. */
static ptrdiff_t first_out_of_proportion(vb_passage_segments segments) {
  ptrdiff_t first = segments.n;
  int64_t newer = 0;
  for (ptrdiff_t i = segments.n - 1; i >= 0; i--) {
    if (i < segments.n - 1 && segments.v[i].bytes <= newer) first = i;
    newer += segments.v[i].bytes;
  }
  return first;
}

static const vb_passage_segment *find(vb_passage_segments segments, int64_t id) {
  for (ptrdiff_t i = 0; i < segments.n; i++)
    if (segments.v[i].id == id) return &segments.v[i];
  return NULL;
}

/* What is growing now; NULL: none. */
static const vb_passage_segment *under_way(const vb_passages *p) {
  for (ptrdiff_t i = 0; i < p->segments.n; i++)
    if (p->segments.v[i].becomes) return find(p->segments, p->segments.v[i].becomes);
  return NULL;
}

static void begin(vb_archive *archive, ptrdiff_t first) {
  const vb_passages *p = archive->passages;
  vb_passage_segment output = {.id = vb_passages_next_segment(p),
                               .first_text = p->segments.v[first].first_text};
  int64_t bytes = 0;
  for (ptrdiff_t i = first; i < p->segments.n; i++) {
    const vb_passage_segment *s = &p->segments.v[i];
    bytes += s->bytes;
    if (s->last_text > output.last_text) output.last_text = s->last_text;
  }
  output.bits = vb_passages_bits(bytes);
  vb_passages_put_segment(archive, &output);
  for (ptrdiff_t i = first; i < p->segments.n; i++) {
    vb_sql_statement *s = vb_sql(archive, "UPDATE passage_segments SET becomes = ? WHERE id = ?");
    vb_sql_bind_int(s, 1, output.id);
    vb_sql_bind_int(s, 2, p->segments.v[i].id);
    vb_sql_run(s);
  }
}

/* ---- how */

/* An input that has an entry, in a heap: the least hash first, of one hash the oldest input. */
typedef struct {
  uint64_t hash;
  ptrdiff_t input;
} waiting;

typedef struct {
  vb_archive *archive;
  vb_passage_cursor *inputs; /* by age */
  ptrdiff_t n_inputs;
  waiting *heap;
  ptrdiff_t n_waiting;
  vb_segment_writer writer;
  vb_cut cut;
} merging;

static bool is_before(waiting a, waiting b) {
  return a.hash != b.hash ? a.hash < b.hash : a.input < b.input;
}

static void sift_down(merging *m, ptrdiff_t at) {
  waiting moved = m->heap[at];
  for (ptrdiff_t child; (child = 2 * at + 1) < m->n_waiting; at = child) {
    if (child + 1 < m->n_waiting) child += is_before(m->heap[child + 1], m->heap[child]);
    if (!is_before(m->heap[child], moved)) break;
    m->heap[at] = m->heap[child];
  }
  m->heap[at] = moved;
}

/* The first one's next entry takes its place. */
static void go_on(merging *m) {
  vb_passage_cursor *c = &m->inputs[m->heap->input];
  vb_passage_cursor_next(m->archive, c);
  if (c->there)
    m->heap->hash = c->entry.hash;
  else
    *m->heap = m->heap[--m->n_waiting];
  if (m->n_waiting) sift_down(m, 0);
}

static void make_heap(merging *m) {
  for (ptrdiff_t i = 0; i < m->n_inputs; i++)
    if (m->inputs[i].there) m->heap[m->n_waiting++] = (waiting){m->inputs[i].entry.hash, i};
  for (ptrdiff_t at = m->n_waiting / 2 - 1; at >= 0; at--) sift_down(m, at);
}

static merging *open_merging(vb_archive *archive, const vb_passage_segment *output,
                             vb_arena *arena) {
  const vb_passages *p = archive->passages;
  merging *m = VB_NEW(arena, merging);
  m->archive = archive;
  m->inputs = VB_NEW_N(arena, vb_passage_cursor, p->segments.n);
  m->heap = VB_NEW_N(arena, waiting, p->segments.n);
  for (ptrdiff_t i = 0; i < p->segments.n; i++) {
    if (p->segments.v[i].becomes != output->id) continue;
    vb_passage_cursor *c = &m->inputs[m->n_inputs++];
    vb_passage_cursor_open(c, &p->segments.v[i], arena);
    vb_passage_cursor_find(archive, c, c->segment->from);
    if (!c->there) vb_passage_cursor_next(archive, c);
  }
  make_heap(m);
  vb_segment_writer_open(&m->writer, archive, *output, *arena);
  return m;
}

/* Does only the first input have the hash?  Its rivals are the two below it. */
static bool is_alone(const merging *m) {
  uint64_t hash = m->heap->hash;
  return (m->n_waiting < 2 || m->heap[1].hash != hash) &&
         (m->n_waiting < 3 || m->heap[2].hash != hash);
}

static void merge_hash(merging *m, uint64_t hash) {
  vb_page_entry entry;
  vb_cut_begin(&m->cut, vb_passages_ranks(m->archive), VB_PASSAGES_HELD);
  for (; m->n_waiting && m->heap->hash == hash; go_on(m))
    vb_cut_entry(&m->cut, &m->inputs[m->heap->input].entry);
  vb_cut_end(&m->cut, &entry);
  entry.hash = hash;
  if (entry.n || entry.dropped) vb_segment_writer_add(&m->writer, &entry);
}

/* Writes pages until they have so many bytes. */
static void merge_pages(merging *m, int64_t bytes) {
  const vb_passages *p = m->archive->passages;
  const vb_passage_segment *output = &m->writer.segment;
  int shift = VB_PASSAGES_HASH_BITS - output->bits;
  int64_t enough = output->bytes + bytes;
  while (!m->archive->error.code && output->pages >> output->bits == 0 && output->bytes < enough) {
    if (!m->n_waiting || (int64_t)(m->heap->hash >> shift) > output->pages) {
      vb_segment_writer_end_page(&m->writer, output->pages);
    } else if (is_alone(m) && !p->gone.n) {
      vb_segment_writer_add(&m->writer, &m->inputs[m->heap->input].entry);
      go_on(m);
    } else {
      merge_hash(m, m->heap->hash);
    }
  }
}

/* ---- what is left of the inputs */

static void remove_pages(vb_archive *archive, int64_t segment, int64_t end_page) {
  vb_sql_statement *s = vb_sql(archive, "DELETE FROM passage_pages WHERE id >= ? AND id < ?");
  vb_sql_bind_int(s, 1, segment << VB_PASSAGES_PAGE_BITS);
  vb_sql_bind_int(s, 2, (segment << VB_PASSAGES_PAGE_BITS) + end_page);
  vb_sql_run(s);
}

static void remove_merged(const merging *m) {
  const vb_passage_segment *output = &m->writer.segment;
  for (ptrdiff_t i = 0; i < m->n_inputs; i++) {
    const vb_passage_segment *input = m->inputs[i].segment;
    int more = input->bits - output->bits;
    remove_pages(m->archive, input->id, more >= 0 ? output->pages << more : output->pages >> -more);
  }
}

/* Inputs go, and the numbers of lost texts that no segment holds now. */
static void finish(vb_archive *archive, const vb_passage_segment *output) {
  vb_sql_statement *s = vb_sql(archive, "DELETE FROM passage_segments WHERE becomes = ?");
  vb_sql_bind_int(s, 1, output->id);
  vb_sql_run(s);
  s = vb_sql(archive, "DELETE FROM passage_gone WHERE text BETWEEN ? AND ? AND segment < ?");
  vb_sql_bind_int(s, 1, output->first_text);
  vb_sql_bind_int(s, 2, output->last_text);
  vb_sql_bind_int(s, 3, output->id);
  vb_sql_run(s);
}

static void merge(vb_archive *archive, const vb_passage_segment *output, int64_t bytes) {
  vb_arena work = vb_passages_work(archive->passages);
  merging *m = open_merging(archive, output, &work);
  merge_pages(m, bytes);
  vb_passages_put_segment(archive, &m->writer.segment);
  remove_merged(m);
  if (m->writer.segment.pages >> m->writer.segment.bits) finish(archive, &m->writer.segment);
  archive->passages->fresh = false;
}

bool vb_passages_merge_some(vb_archive *archive, vb_passages_policy policy, int64_t bytes) {
  vb_passages *p = vb_passages_open_work(archive);
  if (!p) return false;
  if (!under_way(p)) {
    ptrdiff_t first = policy == VB_PASSAGES_FEW ? first_out_of_proportion(p->segments)
                                                : first_of_a_level(p->segments);
    if (first == p->segments.n) return false;
    begin(archive, first);
    p->fresh = false;
    if (!vb_passages_fresh(archive)) return false;
  }
  const vb_passage_segment *output = under_way(p);
  if (!output)
    vb_passages_damaged(archive); /* a segment becomes part of one that is not there */
  else if (VB_ARENA_TRY(&p->guard))
    merge(archive, output, bytes);
  else
    vb_passages_out_of_memory(archive);
  return !archive->error.code;
}
