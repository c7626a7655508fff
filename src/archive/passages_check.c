/* The index against the articles. */
#include "archive/passages_build.h"
#include "archive/passages_inner.h"

enum { CHECKED_AT_ONCE = 1 << 20 }; /* postings */

typedef struct {
  vb_archive *archive;
  vb_passage_cursor *cursors;
  int64_t told, held; /* pairs of shingle and text: in the articles, in the index */
  int64_t wrong;
  vb_error *error; /* names the first */
} checking;

static void object(checking *c, const char *what, uint32_t text) {
  if (!c->wrong++)
    vb_fail(c->error, VB_ARCHIVE,
            "%s: the passage index %s (text %u): verbale add --passages anew "
            "makes it again",
            c->archive->path, what, (unsigned)text);
}

static void open_cursors(checking *c, vb_arena *out) {
  const vb_passages *p = c->archive->passages;
  c->cursors = VB_NEW_N(out, vb_passage_cursor, p->segments.n);
  for (ptrdiff_t i = 0; i < p->segments.n; i++)
    vb_passage_cursor_open(&c->cursors[i], &p->segments.v[i], out);
}

/* Do the entry's places in this text begin with these? */
static void check_places(checking *c, const vb_page_entry *entry, int at,
                         const vb_hashed_posting *told, ptrdiff_t n) {
  uint32_t text = told->posting.text;
  if (n > VB_PASSAGES_PLACES) n = VB_PASSAGES_PLACES;
  bool same = at + n <= entry->n;
  for (ptrdiff_t i = 0; i < n && same; i++)
    same = entry->postings[at + i].text == text &&
           entry->postings[at + i].word == told[i].posting.word;
  if (at + n < entry->n && entry->postings[at + n].text == text) same = false;
  if (!same) object(c, "has other places", text);
}

/* A text that is only counted must be later than those that are kept. */
static void check_counted(checking *c, const vb_page_entry *entry, uint32_t text) {
  vb_passage_ranks ranks = vb_passages_ranks(c->archive);
  uint64_t rank = ranks.rank(ranks.context, text);
  bool later = entry->cut;
  for (int i = 0; i < entry->n && later; i++)
    later = ranks.gone(ranks.context, entry->postings[i].text) ||
            ranks.rank(ranks.context, entry->postings[i].text) < rank;
  if (!later) object(c, "lacks a passage", text);
}

/* The places of one shingle in one text. */
static void check_one(checking *c, const vb_hashed_posting *told, ptrdiff_t n) {
  const vb_passages *p = c->archive->passages;
  uint32_t text = told->posting.text;
  c->told++;
  for (ptrdiff_t i = 0; i < p->segments.n; i++) {
    const vb_passage_segment *s = &p->segments.v[i];
    if (text < s->first_text || text > s->last_text) continue;
    if (!vb_passage_cursor_find(c->archive, &c->cursors[i], told->hash)) continue;
    const vb_page_entry *entry = &c->cursors[i].entry;
    int at = 0;
    while (at < entry->n && entry->postings[at].text < text) at++;
    if (at < entry->n && entry->postings[at].text == text)
      check_places(c, entry, at, told, n);
    else
      check_counted(c, entry, text);
    return;
  }
  object(c, "lacks a passage", text);
}

static void check_batch(checking *c) {
  vb_passages *p = c->archive->passages;
  vb_arena work = vb_passages_work(p);
  vb_passages_sort(p->batch, work);
  open_cursors(c, &work);
  for (ptrdiff_t i = 0, n; i < p->batch.n && !c->archive->error.code; i += n) {
    const vb_hashed_posting *first = &p->batch.v[i];
    for (n = 1; i + n < p->batch.n && first[n].hash == first->hash &&
                first[n].posting.text == first->posting.text;)
      n++;
    check_one(c, first, n);
  }
  vb_passages_empty_batch(p);
}

static void check_word_places(checking *c, uint32_t number, vb_str told) {
  vb_sql_statement *s = vb_sql(c->archive, "SELECT places FROM passage_words WHERE text = ?");
  vb_sql_bind_int(s, 1, number);
  bool same = vb_sql_step(s) && vb_str_eq(vb_sql_bytes(s, 0), told);
  vb_sql_reset(s);
  if (!same) object(c, "has other words", number);
}

/* The next article's shingles into the batch; its number, 0: there is none. */
static uint32_t gather_next(checking *c, uint32_t behind) {
  vb_sql_statement *s =
      vb_sql(c->archive, "SELECT id, text, published, passage_text FROM articles WHERE "
                         "passage_text > ? ORDER BY passage_text LIMIT 1");
  vb_sql_bind_int(s, 1, behind);
  if (!vb_sql_step(s)) return 0;
  uint32_t number = (uint32_t)vb_sql_int(s, 3);
  vb_str id = vb_sql_str(s, 0);
  check_word_places(c, number, vb_passages_gather(c->archive, id, vb_sql_str(s, 1), number, false));
  vb_passage_ranks ranks = vb_passages_ranks(c->archive);
  if (ranks.gone(ranks.context, number)) object(c, "has lost a text", number);
  if (ranks.rank(ranks.context, number) != vb_passages_rank_of(id, vb_sql_date(s, 2)))
    object(c, "has another date", number);
  vb_sql_reset(s);
  return number;
}

static void check_texts(checking *c) {
  vb_passages *p = c->archive->passages;
  for (uint32_t number = 0; (number = gather_next(c, number)) != 0 && !c->archive->error.code;)
    if (p->batch.n >= CHECKED_AT_ONCE) check_batch(c);
  check_batch(c);
}

/* Counts what the index holds, and reads all of its pages. */
static void count_held(checking *c) {
  const vb_passages *p = c->archive->passages;
  vb_passage_ranks ranks = vb_passages_ranks(c->archive);
  vb_arena work = vb_passages_work(c->archive->passages);
  open_cursors(c, &work);
  for (ptrdiff_t i = 0; i < p->segments.n; i++) {
    vb_passage_cursor *cursor = &c->cursors[i];
    if (cursor->segment->from >= cursor->segment->to) continue;
    vb_passage_cursor_find(c->archive, cursor, cursor->segment->from);
    if (!cursor->there) vb_passage_cursor_next(c->archive, cursor);
    for (; cursor->there; vb_passage_cursor_next(c->archive, cursor)) {
      const vb_page_entry *entry = &cursor->entry;
      c->held += entry->dropped;
      for (int k = 0; k < entry->n; k++)
        c->held += (!k || entry->postings[k].text != entry->postings[k - 1].text) &&
                   !ranks.gone(ranks.context, entry->postings[k].text);
    }
  }
}

static void check(checking *c) {
  vb_passages *p = c->archive->passages;
  if (!VB_ARENA_TRY(&p->guard)) {
    vb_passages_out_of_memory(c->archive);
    return;
  }
  check_texts(c);
  count_held(c);
  if (c->held != c->told && !c->archive->error.code) object(c, "holds more than the articles", 0);
}

int vb_passages_check(vb_archive *archive, int64_t *wrong, vb_error *error) {
  checking c = {.archive = archive, .error = error};
  int bad = vb_archive_begin(archive, error); /* nobody writes meanwhile */
  if (bad) return bad;
  if (vb_passages_open_batch(archive)) check(&c);
  bad = vb_sql_failed(archive, error);
  vb_archive_rollback(archive);
  *wrong = c.wrong;
  return bad ? bad : c.wrong ? VB_ARCHIVE : VB_OK;
}
