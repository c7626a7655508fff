/* Texts into the batch, and the batch into a segment. */
#include "archive/passages_write.h"

#include "archive/passages_inner.h"
#include "archive/passages_merge.h"
#include "archive/word_places.h"
#include "base/utf8.h"
#include "language/analysis.h"
#include "language/shingles.h"

enum { BATCH_BYTES = 160 << 20 };  /* a batch, and the longest text behind it */
enum { BATCH_POSTINGS = 1 << 20 }; /* about so many are sorted at once */
enum { POSTING_BYTES = 6 };        /* about */
enum { MERGED_FOR_EACH = 5 };      /* bytes; more than there are levels: merging keeps pace */

/* ---- the batch */

static uint32_t first_free_number(vb_archive *archive) {
  return 1 + (uint32_t)vb_sql_number(
                 archive, "SELECT max(coalesce((SELECT max(passage_text) FROM articles), 0), "
                          "coalesce((SELECT max(last_text) FROM passage_segments), 0))");
}

void vb_passages_empty_batch(vb_passages *p) {
  p->batch_arena = vb_arena_reset(&p->batch_region, &p->guard);
  p->batch = (vb_hashed_postings){0};
}

vb_passages *vb_passages_open_batch(vb_archive *archive) {
  vb_passages *p = vb_passages_open_work(archive);
  if (!p || p->first_text) return p;
  if (!p->batch_region.base && vb_arena_region_open(&p->batch_region, BATCH_BYTES)) {
    vb_passages_out_of_memory(archive);
    return NULL;
  }
  vb_passages_empty_batch(p);
  p->first_text = p->next_text = first_free_number(archive);
  return archive->error.code ? NULL : p;
}

/* ---- a text's shingles */

static bool is_primary(vb_archive *archive, vb_str article) {
  vb_sql_statement *s =
      vb_sql(archive, "SELECT 1 FROM reports WHERE article = ? AND role = 'primary' LIMIT 1");
  vb_sql_bind_str(s, 1, article);
  bool primary = vb_sql_step(s);
  vb_sql_reset(s);
  return primary;
}

static vb_spans quoted_spans(vb_archive *archive, vb_str article, vb_arena *out) {
  vb_spans spans = {0};
  vb_sql_statement *s =
      vb_sql(archive, "SELECT p.start_byte, p.end_byte FROM statements s JOIN statement_spans p ON "
                      "p.statement = s.id WHERE s.article = ? AND s.field = 'text' AND "
                      "s.kind <> 'indirect' ORDER BY p.start_byte");
  vb_sql_bind_str(s, 1, article);
  while (vb_sql_step(s)) *vb_push(out, &spans) = (vb_span){vb_sql_int(s, 0), vb_sql_int(s, 1)};
  return spans;
}

/* Those that are winnowed, and those of quoted words. */
static vb_shingles sparse_shingles(vb_folded_words words, vb_spans quoted, vb_arena *out) {
  vb_shingles all = vb_shingles_all(words, VB_SHINGLE_WORDS, out), sparse = {0};
  vb_shingles winnowed = vb_shingles_winnow(words, VB_SHINGLE_WORDS, VB_SHINGLE_WINDOW, out);
  ptrdiff_t next = 0, span = 0, quoted_to = -1; /* so far is quoted what began before */
  for (ptrdiff_t i = 0; i < all.n; i++) {
    bool chosen = next < winnowed.n && winnowed.v[next].word == all.v[i].word;
    next += chosen;
    ptrdiff_t start = (ptrdiff_t)words.v[i].start;
    for (; span < quoted.n && quoted.v[span].start <= start; span++)
      if (quoted.v[span].end > quoted_to) quoted_to = quoted.v[span].end;
    bool is_quoted = vb_folded_word_end(&words.v[i + VB_SHINGLE_WORDS - 1]) <= quoted_to;
    if (chosen || is_quoted) *vb_push(out, &sparse) = all.v[i];
  }
  return sparse;
}

_Static_assert((int)VB_PASSAGES_TEXT_BYTES == (int)VB_ANALYSED_BYTES,
               "users are told of one length behind which a text is not looked at");

static vb_str first_part(vb_str text) {
  return text.n <= VB_PASSAGES_TEXT_BYTES
             ? text
             : vb_str_slice(text, 0, vb_utf8_back(text, VB_PASSAGES_TEXT_BYTES));
}

static vb_folded_words words_of(vb_str text, vb_arena *out) {
  char room[16 * VB_FOLDED_WORD_BYTES];
  vb_arena one_word = {room, room + sizeof room, out->guard, NULL};
  return vb_folded_words_make(first_part(text), out, one_word);
}

static vb_shingles shingles_of(vb_archive *archive, vb_str article, vb_folded_words words,
                               vb_arena *out) {
  if (!archive->passages->sparse || is_primary(archive, article))
    return vb_shingles_all(words, VB_SHINGLE_WORDS, out);
  return sparse_shingles(words, quoted_spans(archive, article, out), out);
}

vb_str vb_passages_gather(vb_archive *archive, vb_str article, vb_str text, uint32_t number,
                          bool removed) {
  vb_passages *p = archive->passages;
  vb_arena work = vb_passages_work(p);
  vb_folded_words words = words_of(text, &work);
  vb_shingles shingles = shingles_of(archive, article, words, &work);
  for (ptrdiff_t i = 0; i < shingles.n; i++) {
    uint32_t word = removed ? VB_PASSAGES_REMOVED : shingles.v[i].word;
    *vb_push(&p->batch_arena, &p->batch) =
        (vb_hashed_posting){shingles.v[i].hash >> (64 - VB_PASSAGES_HASH_BITS), {number, word}};
  }
  return vb_word_places_write(vb_word_places_of(words, text.n, &work), number, &work);
}

static void put_word_places(vb_archive *archive, uint32_t number, vb_str places) {
  vb_sql_statement *s =
      vb_sql(archive, "INSERT OR REPLACE INTO passage_words (text, places) VALUES (?, ?)");
  vb_sql_bind_int(s, 1, number);
  vb_sql_bind_bytes(s, 2, places);
  vb_sql_run(s);
}

static void remove_word_places(vb_archive *archive, uint32_t number) {
  vb_sql_statement *s = vb_sql(archive, "DELETE FROM passage_words WHERE text = ?");
  vb_sql_bind_int(s, 1, number);
  vb_sql_run(s);
}

static void gather_guarded(vb_archive *archive, vb_str article, vb_str text, uint32_t number,
                           bool removed) {
  if (VB_ARENA_TRY(&archive->passages->guard)) {
    vb_str places = vb_passages_gather(archive, article, text, number, removed);
    if (removed)
      remove_word_places(archive, number);
    else
      put_word_places(archive, number, places);
  } else {
    vb_passages_out_of_memory(archive);
  }
  if (archive->passages->batch.n >= BATCH_POSTINGS) vb_passages_write(archive);
}

/* ---- articles */

static void note_gone(vb_archive *archive, uint32_t text) {
  vb_passages *p = archive->passages;
  if (text < p->first_text) {
    vb_sql_statement *s =
        vb_sql(archive, "INSERT OR IGNORE INTO passage_gone (text, segment) SELECT ?, "
                        "coalesce(max(id), 0) FROM passage_segments");
    vb_sql_bind_int(s, 1, text);
    vb_sql_run(s);
  }
  ptrdiff_t at = p->gone.n;
  if (!VB_ARENA_TRY(&p->guard)) {
    vb_passages_out_of_memory(archive);
    return;
  }
  vb_push(&p->kept, &p->gone);
  for (; at > 0 && p->gone.v[at - 1] > text; at--) p->gone.v[at] = p->gone.v[at - 1];
  p->gone.v[at] = text;
}

void vb_passages_remove(vb_archive *archive, vb_str article) {
  if (!vb_passages_open_batch(archive)) return;
  vb_sql_statement *s = vb_sql(
      archive, "SELECT text, passage_text FROM articles WHERE id = ? AND passage_text IS NOT NULL");
  vb_sql_bind_str(s, 1, article);
  if (!vb_sql_step(s)) return;
  vb_str text = vb_sql_str(s, 0);
  uint32_t number = (uint32_t)vb_sql_int(s, 1);
  note_gone(archive, number);
  gather_guarded(archive, article, text, number, true);
  vb_sql_reset(s);
}

/* Its text is in the index as it is to be. */
static uint32_t number_held(vb_archive *archive, const vb_article *article) {
  if (archive->passages->sparse) return 0; /* other statements, other shingles */
  vb_sql_statement *s =
      vb_sql(archive, "SELECT passage_text FROM articles WHERE id = ?1 AND text = ?2 AND published "
                      "IS ?3 AND passage_text IS NOT NULL");
  vb_sql_bind_str(s, 1, article->id);
  vb_sql_bind_str(s, 2, article->text.p ? article->text : VB_S(""));
  vb_sql_bind_date(s, 3, article->published);
  uint32_t number = vb_sql_step(s) ? (uint32_t)vb_sql_int(s, 0) : 0;
  vb_sql_reset(s);
  return number;
}

uint32_t vb_passages_number(vb_archive *archive, const vb_article *article, bool held,
                            bool *is_new) {
  *is_new = false;
  vb_passages *p = vb_passages_open_batch(archive);
  if (!p) return 0;
  uint32_t number = held ? number_held(archive, article) : 0;
  if (number) return number;
  if (held) vb_passages_remove(archive, article->id);
  if (!vb_passages_open_batch(archive)) return 0; /* that may have written it */
  *is_new = true;
  return p->next_text++;
}

void vb_passages_add(vb_archive *archive, const vb_article *article, uint32_t number) {
  if (archive->error.code) return;
  vb_passages_set_rank(archive, number, article->id, article->published);
  gather_guarded(archive, article->id, article->text, number, false);
}

void vb_passages_add_as(vb_archive *archive, const vb_article *article, uint32_t number) {
  vb_passages *p = vb_passages_open_batch(archive);
  if (!p) return;
  if (!p->batch.n) p->first_text = number;
  p->next_text = number + 1;
  vb_passages_add(archive, article, number);
}

/* ---- the segment */

typedef struct {
  vb_archive *archive;
  vb_segment_writer writer;
  vb_passage_cursor *cursors; /* of the segments there are; opened when a text goes */
  vb_cut cut;
} batch_writer;

static void open_cursors(batch_writer *b, vb_arena *out) {
  const vb_passages *p = b->archive->passages;
  b->cursors = VB_NEW_N(out, vb_passage_cursor, p->segments.n);
  for (ptrdiff_t i = 0; i < p->segments.n; i++)
    vb_passage_cursor_open(&b->cursors[i], &p->segments.v[i], out);
}

/* A cut entry must keep as many texts as look-ups show. */
static void expect_enough(vb_archive *archive, const vb_page_entry *entry) {
  vb_passage_ranks ranks = vb_passages_ranks(archive);
  int n = 0;
  for (int i = 0; i < entry->n; i++)
    n += (!i || entry->postings[i].text != entry->postings[i - 1].text) &&
         !ranks.gone(ranks.context, entry->postings[i].text);
  if (n < VB_PASSAGES_KEEP)
    vb_sql_run(vb_sql(archive, "INSERT OR IGNORE INTO settings VALUES ('passages thin', '1')"));
}

/* A text that goes is passed over where its postings stand; true where it is only counted. */
static bool is_counted_only(batch_writer *b, uint64_t hash, uint32_t text) {
  const vb_passages *p = b->archive->passages;
  for (ptrdiff_t i = 0; i < p->segments.n; i++) {
    const vb_passage_segment *segment = &p->segments.v[i];
    if (text < segment->first_text || text > segment->last_text) continue;
    if (!vb_passage_cursor_find(b->archive, &b->cursors[i], hash)) continue;
    const vb_page_entry *entry = &b->cursors[i].entry;
    bool found = false;
    for (int k = 0; k < entry->n; k++) found |= entry->postings[k].text == text;
    if (found && entry->cut) expect_enough(b->archive, entry);
    return !found;
  }
  return false;
}

/* Postings of one hash. */
static void write_group(batch_writer *b, const vb_hashed_posting *group, ptrdiff_t n) {
  vb_archive *archive = b->archive;
  vb_passage_ranks ranks = vb_passages_ranks(archive);
  vb_posting postings[VB_PASSAGES_PLACES];
  vb_page_entry entry = {0};
  int64_t removed = 0;
  vb_cut_begin(&b->cut, ranks, VB_PASSAGES_HELD);
  for (ptrdiff_t i = 0, same; i < n; i += same) {
    const vb_posting *first = &group[i].posting;
    bool goes = first->word == VB_PASSAGES_REMOVED;
    int kept = 0;
    for (same = 0; i + same < n; same++) {
      const vb_posting *p = &group[i + same].posting;
      if (p->text != first->text || (p->word == VB_PASSAGES_REMOVED) != goes) break;
      if (kept < VB_PASSAGES_PLACES) postings[kept++] = *p;
    }
    if (goes)
      removed += first->text < archive->passages->first_text &&
                 is_counted_only(b, group->hash, first->text);
    else if (!ranks.gone(ranks.context, first->text))
      vb_cut_text_add(&b->cut, postings, kept);
  }
  vb_cut_end(&b->cut, &entry);
  entry.hash = group->hash;
  entry.dropped -= removed;
  if (entry.n || entry.dropped) vb_segment_writer_add(&b->writer, &entry);
}

/* Gives how many bytes were written. */
static int64_t write_batch(vb_archive *archive) {
  vb_passages *p = archive->passages;
  vb_arena work = vb_passages_work(p);
  vb_passages_sort(p->batch, work);
  batch_writer *b = VB_NEW(&work, batch_writer);
  b->archive = archive;
  open_cursors(b, &work);
  vb_passage_segment segment = {.id = vb_passages_next_segment(p),
                                .first_text = p->first_text,
                                .last_text = p->next_text - 1,
                                .bits = vb_passages_bits(p->batch.n * POSTING_BYTES)};
  vb_segment_writer_open(&b->writer, archive, segment, work);
  for (ptrdiff_t i = 0, n; i < p->batch.n && !archive->error.code; i += n) {
    for (n = 1; i + n < p->batch.n && p->batch.v[i + n].hash == p->batch.v[i].hash;) n++;
    write_group(b, p->batch.v + i, n);
  }
  vb_segment_writer_end_page(&b->writer, (INT64_C(1) << segment.bits) - 1);
  vb_passages_put_segment(archive, &b->writer.segment);
  return b->writer.segment.bytes;
}

void vb_passages_write(vb_archive *archive) {
  vb_passages *p = archive->passages;
  volatile int64_t bytes = 0;
  if (!p || !p->first_text || archive->error.code) return;
  vb_passages_put_ranks(archive, p->first_text, p->next_text);
  if (VB_ARENA_TRY(&p->guard)) {
    if (p->batch.n) bytes = write_batch(archive);
  } else {
    vb_passages_out_of_memory(archive);
  }
  vb_passages_forget(archive);
  if (bytes) vb_passages_merge_some(archive, VB_PASSAGES_EVEN, MERGED_FOR_EACH * bytes);
}
