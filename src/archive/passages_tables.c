/* The tables of the passage index, as its readers and its writer need them. */
#include <stdlib.h>
#include <xxhash.h>

#include "archive/passages_inner.h"

enum { KEPT_BYTES = 64 << 20, LARGEST_PAGE = 64 << 20, WORK_BYTES = 512 << 20 };
enum { RANK_BYTES = VB_PASSAGES_RANKS * 8, CHECKSUM_BYTES = 8 };
enum { PAGE_BYTES = 300 }; /* about; a dozen or more stand on a page of SQLite's */

void vb_passages_damaged(vb_archive *archive) {
  if (!archive->error.code)
    vb_fail(&archive->error, VB_ARCHIVE,
            "%s: the passage index is damaged: verbale add --passages anew makes it again",
            archive->path);
}

void vb_passages_out_of_memory(vb_archive *archive) {
  if (!archive->error.code)
    vb_fail(&archive->error, VB_ARCHIVE, "%s: out of memory", archive->path);
}

static vb_passages *open_passages(vb_archive *archive) {
  vb_passages *p = archive->passages = calloc(1, sizeof *p);
  if (!p || vb_arena_region_open(&p->kept_region, KEPT_BYTES) ||
      vb_arena_region_open(&p->rank_region, (ptrdiff_t)VB_PASSAGES_RANK_BLOCKS * RANK_BYTES)) {
    vb_passages_close(archive);
    vb_passages_out_of_memory(archive);
    return NULL;
  }
  p->ranks = vb_arena_reset(&p->rank_region, &p->guard);
  return p;
}

void vb_passages_close(vb_archive *archive) {
  vb_passages *p = archive->passages;
  if (!p) return;
  vb_arena_region_close(&p->kept_region);
  vb_arena_region_close(&p->rank_region);
  vb_arena_region_close(&p->batch_region);
  vb_arena_region_close(&p->work_region);
  free(p);
  archive->passages = NULL;
}

void vb_passages_forget(vb_archive *archive) {
  vb_passages *p = archive->passages;
  if (!p) return;
  p->fresh = false;
  p->first_text = p->next_text = 0;
  p->batch = (vb_hashed_postings){0};
}

static bool is_sound(const vb_passage_segment *s) {
  return s->id > 0 && s->id < INT64_C(1) << 38 && s->bits >= 0 &&
         s->bits <= VB_PASSAGES_PAGE_BITS && s->pages >= 0 && s->pages <= INT64_C(1) << s->bits &&
         s->largest >= 0 && s->largest <= LARGEST_PAGE;
}

static uint64_t page_hash(const vb_passage_segment *s, int64_t page) {
  return (uint64_t)page << (VB_PASSAGES_HASH_BITS - s->bits);
}

static void load_segments(vb_archive *archive, vb_arena *out) {
  vb_passage_segments *segments = &archive->passages->segments;
  *segments = (vb_passage_segments){0};
  vb_sql_statement *s = vb_sql(
      archive, "SELECT id, first_text, last_text, bits, pages, becomes, postings, bytes, largest "
               "FROM passage_segments ORDER BY first_text, id");
  while (vb_sql_step(s)) {
    vb_passage_segment segment = {.id = vb_sql_int(s, 0),
                                  .first_text = (uint32_t)vb_sql_int(s, 1),
                                  .last_text = (uint32_t)vb_sql_int(s, 2),
                                  .bits = (int)vb_sql_int(s, 3),
                                  .pages = vb_sql_int(s, 4),
                                  .becomes = vb_sql_int(s, 5),
                                  .postings = vb_sql_int(s, 6),
                                  .bytes = vb_sql_int(s, 7),
                                  .largest = vb_sql_int(s, 8)};
    if (is_sound(&segment))
      *vb_push(out, segments) = segment;
    else
      vb_passages_damaged(archive);
  }
}

/* A segment answers for its pages; of one that becomes another, for those the other has not. */
static void load_ranges(vb_archive *archive) {
  vb_passage_segments segments = archive->passages->segments;
  for (ptrdiff_t i = 0; i < segments.n; i++) {
    vb_passage_segment *s = &segments.v[i];
    s->to = page_hash(s, s->pages);
    for (ptrdiff_t k = 0; s->becomes && k < segments.n; k++)
      if (segments.v[k].id == s->becomes) s->from = page_hash(&segments.v[k], segments.v[k].pages);
  }
}

static void load_gone(vb_archive *archive, vb_arena *out) {
  vb_passages *p = archive->passages;
  p->gone.v = NULL;
  p->gone.n = p->gone.cap = 0;
  vb_sql_statement *s = vb_sql(archive, "SELECT text FROM passage_gone ORDER BY text");
  while (vb_sql_step(s)) *vb_push(out, &p->gone) = (uint32_t)vb_sql_int(s, 0);
}

static bool is_sparse(vb_archive *archive) {
  return vb_sql_number(archive, "SELECT value = 'sparse' FROM settings WHERE name = 'passages'");
}

static void load(vb_archive *archive) {
  vb_passages *p = archive->passages;
  if (VB_ARENA_TRY(&p->guard)) {
    p->kept = vb_arena_reset(&p->kept_region, &p->guard);
    p->sparse = is_sparse(archive);
    load_segments(archive, &p->kept);
    load_ranges(archive);
    load_gone(archive, &p->kept);
    memset(p->rank_block_of, 0, sizeof p->rank_block_of);
    p->fresh = !archive->error.code;
    return;
  }
  vb_passages_damaged(archive); /* nobody writes so many segments */
}

vb_passages *vb_passages_fresh(vb_archive *archive) {
  vb_passages *p = archive->passages ? archive->passages : open_passages(archive);
  if (!p) return NULL;
  int64_t version = vb_sql_number(archive, "PRAGMA data_version");
  if (!p->fresh || p->data_version != version) load(archive);
  p->data_version = version;
  return archive->error.code ? NULL : p;
}

vb_passages *vb_passages_open_work(vb_archive *archive) {
  vb_passages *p = vb_passages_fresh(archive);
  if (!p || p->work_region.base || !vb_arena_region_open(&p->work_region, WORK_BYTES)) return p;
  vb_passages_out_of_memory(archive);
  return NULL;
}

int64_t vb_passages_next_segment(const vb_passages *p) {
  int64_t id = 0;
  for (ptrdiff_t i = 0; i < p->segments.n; i++)
    if (p->segments.v[i].id > id) id = p->segments.v[i].id;
  return id + 1;
}

vb_arena vb_passages_work(vb_passages *p) { return vb_arena_reset(&p->work_region, &p->guard); }

/* ---- ranks */

uint64_t vb_passages_rank_of(vb_str article, vb_date published) {
  enum { ID_BITS = 30, DATE_BITS = 34 };
  uint64_t date = (UINT64_C(1) << DATE_BITS) - 1; /* unknown is last */
  if (vb_date_known(published)) {
    int hour = published.precision >= VB_DATE_MINUTE ? published.hour + 1 : 0;
    date = (uint64_t)published.year << 20 | (uint64_t)published.month << 16 |
           (uint64_t)published.day << 11 | (uint64_t)hour << 6 | (uint64_t)published.minute;
  }
  uint64_t id = XXH3_64bits(article.p, (size_t)article.n) >> (64 - ID_BITS);
  return date << ID_BITS | id;
}

static uint64_t checksum(int64_t block, const unsigned char *bytes) {
  return XXH3_64bits_withSeed(bytes, RANK_BYTES, (XXH64_hash_t)block);
}

static uint64_t get_number(const unsigned char *p) {
  uint64_t value = 0;
  for (int i = 0; i < 8; i++) value |= (uint64_t)p[i] << 8 * i;
  return value;
}

static void put_number(unsigned char *p, uint64_t value) {
  for (int i = 0; i < 8; i++) p[i] = (unsigned char)(value >> 8 * i);
}

/* Zeros, where there is no such row. */
static void load_block(vb_archive *archive, int64_t block, uint64_t *ranks, bool must) {
  vb_sql_statement *s = vb_sql(archive, "SELECT ranks FROM passage_ranks WHERE block = ?");
  vb_sql_bind_int(s, 1, block);
  memset(ranks, 0, RANK_BYTES);
  if (!vb_sql_step(s)) {
    if (must) vb_passages_damaged(archive);
    return;
  }
  vb_str bytes = vb_sql_bytes(s, 0);
  const unsigned char *p = (const unsigned char *)bytes.p;
  if (bytes.n != RANK_BYTES + CHECKSUM_BYTES || get_number(p + RANK_BYTES) != checksum(block, p))
    vb_passages_damaged(archive);
  else
    for (int i = 0; i < VB_PASSAGES_RANKS; i++) ranks[i] = get_number(p + 8 * i);
  vb_sql_reset(s);
}

static uint64_t *block_of(vb_archive *archive, uint32_t text, bool must) {
  vb_passages *p = archive->passages;
  int64_t block = text / VB_PASSAGES_RANKS;
  int slot = (int)(block % VB_PASSAGES_RANK_BLOCKS);
  if (!p->rank_blocks[slot])
    p->rank_blocks[slot] =
        vb_arena_alloc_raw(&p->ranks, sizeof(uint64_t), _Alignof(uint64_t), VB_PASSAGES_RANKS);
  if (p->rank_block_of[slot] != block + 1) {
    load_block(archive, block, p->rank_blocks[slot], must);
    p->rank_block_of[slot] = block + 1;
  }
  return p->rank_blocks[slot];
}

static uint64_t rank_in(void *context, uint32_t text) {
  return block_of(context, text, true)[text % VB_PASSAGES_RANKS];
}

static bool is_gone(void *context, uint32_t text) {
  const vb_passages *p = ((vb_archive *)context)->passages;
  ptrdiff_t low = 0, high = p->gone.n;
  while (low < high) {
    ptrdiff_t middle = low + (high - low) / 2;
    if (p->gone.v[middle] < text)
      low = middle + 1;
    else
      high = middle;
  }
  return low < p->gone.n && p->gone.v[low] == text;
}

vb_passage_ranks vb_passages_ranks(vb_archive *archive) {
  return (vb_passage_ranks){rank_in, is_gone, archive};
}

void vb_passages_set_rank(vb_archive *archive, uint32_t text, vb_str article, vb_date published) {
  block_of(archive, text, false)[text % VB_PASSAGES_RANKS] =
      vb_passages_rank_of(article, published);
}

void vb_passages_put_ranks(vb_archive *archive, uint32_t first_text, uint32_t end_text) {
  unsigned char bytes[RANK_BYTES + CHECKSUM_BYTES];
  for (uint32_t text = first_text; text < end_text;
       text = (text / VB_PASSAGES_RANKS + 1) * VB_PASSAGES_RANKS) {
    int64_t block = text / VB_PASSAGES_RANKS;
    const uint64_t *ranks = block_of(archive, text, true);
    for (int i = 0; i < VB_PASSAGES_RANKS; i++) put_number(bytes + 8 * i, ranks[i]);
    put_number(bytes + RANK_BYTES, checksum(block, bytes));
    vb_sql_statement *s =
        vb_sql(archive, "INSERT INTO passage_ranks (block, ranks) VALUES (?1, ?2) "
                        "ON CONFLICT (block) DO UPDATE SET ranks = ?2");
    vb_sql_bind_int(s, 1, block);
    vb_sql_bind_bytes(s, 2, (vb_str){(const char *)bytes, sizeof bytes});
    vb_sql_run(s);
  }
}

/* ---- pages */

vb_page_shape vb_passages_shape(const vb_passage_segment *segment, int64_t page) {
  return (vb_page_shape){.key = (uint64_t)segment->id << VB_PASSAGES_PAGE_BITS | (uint64_t)page,
                         .first_hash = page_hash(segment, page),
                         .hash_bits = VB_PASSAGES_HASH_BITS - segment->bits,
                         .first_text = segment->first_text,
                         .last_text = segment->last_text};
}

void vb_passage_cursor_open(vb_passage_cursor *cursor, const vb_passage_segment *segment,
                            vb_arena *out) {
  cursor->segment = segment;
  cursor->bytes = vb_arena_alloc_raw(out, 1, 1, segment->largest);
  cursor->page = -1;
  cursor->there = false;
}

void vb_passages_begin_look_ups(vb_archive *archive) {
  if (archive->passages) archive->passages->looking_up = true;
}

void vb_passages_end_look_ups(vb_archive *archive) {
  vb_passages *p = archive->passages;
  if (!p) return;
  sqlite3_blob_close(p->page);
  p->page = NULL;
  p->looking_up = false;
}

/* How many bytes of the page stand in `bytes`; -1: no such page, or a larger one. */
static ptrdiff_t read_page(vb_archive *archive, int64_t id, char *bytes, int64_t largest) {
  vb_sql_statement *s = vb_sql(archive, "SELECT data FROM passage_pages WHERE id = ?");
  vb_sql_bind_int(s, 1, id);
  if (!vb_sql_step(s)) return -1;
  vb_str data = vb_sql_bytes(s, 0);
  if (data.n && data.n <= largest) memcpy(bytes, data.p, (size_t)data.n);
  vb_sql_reset(s);
  return data.n <= largest ? data.n : -1;
}

/* The same through one handle, which moves from page to page; -1 also where that fails. */
static ptrdiff_t read_page_quickly(vb_archive *archive, int64_t id, char *bytes, int64_t largest) {
  sqlite3_blob **page = &archive->passages->page;
  int bad = *page ? sqlite3_blob_reopen(*page, id)
                  : sqlite3_blob_open(archive->db, "main", "passage_pages", "data", id, 0, page);
  ptrdiff_t n = bad ? -1 : sqlite3_blob_bytes(*page);
  if (n > largest || (n > 0 && sqlite3_blob_read(*page, bytes, (int)n, 0))) n = -1;
  return n;
}

static bool load_page(vb_archive *archive, vb_passage_cursor *c, int64_t page) {
  const vb_passage_segment *segment = c->segment;
  vb_page_shape shape = vb_passages_shape(segment, page);
  int64_t id = (int64_t)shape.key;
  ptrdiff_t n = -1;
  c->page = page;
  c->there = false;
  if (archive->passages->looking_up) n = read_page_quickly(archive, id, c->bytes, segment->largest);
  if (n < 0) n = read_page(archive, id, c->bytes, segment->largest);
  bool sound = n >= 0 && vb_page_open(&c->reader, shape, (vb_str){c->bytes, n});
  if (!sound) vb_passages_damaged(archive);
  return sound;
}

/* The next entry that is not before `hash`. */
static void next_on_page(vb_archive *archive, vb_passage_cursor *c, uint64_t hash) {
  c->there = vb_page_find(&c->reader, hash, &c->entry);
  if (c->reader.bad) vb_passages_damaged(archive);
}

bool vb_passage_cursor_find(vb_archive *archive, vb_passage_cursor *c, uint64_t hash) {
  int64_t page = (int64_t)(hash >> (VB_PASSAGES_HASH_BITS - c->segment->bits));
  if (hash < c->segment->from || hash >= c->segment->to) return false;
  if (c->page != page) {
    if (!load_page(archive, c, page)) return false;
    next_on_page(archive, c, hash);
  }
  if (c->there && c->entry.hash < hash) next_on_page(archive, c, hash);
  return c->there && c->entry.hash == hash;
}

void vb_passage_cursor_next(vb_archive *archive, vb_passage_cursor *c) {
  if (c->there) next_on_page(archive, c, 0);
  while (!c->there && !archive->error.code && c->page + 1 < c->segment->pages)
    if (load_page(archive, c, c->page + 1)) next_on_page(archive, c, 0);
}

/* ---- writing */

int vb_passages_bits(int64_t bytes) {
  int bits = 0;
  while (bits < VB_PASSAGES_PAGE_BITS && bytes >> bits > PAGE_BYTES) bits++;
  return bits;
}

void vb_segment_writer_open(vb_segment_writer *w, vb_archive *archive, vb_passage_segment segment,
                            vb_arena arena) {
  *w = (vb_segment_writer){.archive = archive, .segment = segment, .arena = arena};
}

/* The postings may have moved while they grew in number. */
static void point_at_postings(vb_segment_writer *w) {
  const vb_posting *next = w->postings.v;
  for (ptrdiff_t i = 0; i < w->entries.n; i++) {
    w->entries.v[i].postings = next;
    next += w->entries.v[i].n;
  }
}

static void write_page(vb_segment_writer *w) {
  vb_page_shape shape = vb_passages_shape(&w->segment, w->segment.pages);
  vb_arena room = w->arena;
  point_at_postings(w);
  vb_str page = vb_page_write(shape, w->entries, &room);
  vb_sql_statement *s = vb_sql(w->archive, "INSERT INTO passage_pages (id, data) VALUES (?, ?)");
  vb_sql_bind_int(s, 1, (int64_t)shape.key);
  vb_sql_bind_bytes(s, 2, page);
  vb_sql_run(s);
  w->segment.pages++;
  w->segment.bytes += page.n;
  if (page.n > w->segment.largest) w->segment.largest = page.n;
  w->entries.n = w->postings.n = 0;
}

void vb_segment_writer_end_page(vb_segment_writer *w, int64_t page) {
  while (w->segment.pages <= page && !w->archive->error.code) write_page(w);
}

void vb_segment_writer_add(vb_segment_writer *w, const vb_page_entry *entry) {
  vb_segment_writer_end_page(
      w, (int64_t)(entry->hash >> (VB_PASSAGES_HASH_BITS - w->segment.bits)) - 1);
  for (int i = 0; i < entry->n; i++) *vb_push(&w->arena, &w->postings) = entry->postings[i];
  *vb_push(&w->arena, &w->entries) = *entry;
  w->segment.postings += entry->n;
}

void vb_passages_put_segment(vb_archive *archive, const vb_passage_segment *segment) {
  vb_sql_statement *s = vb_sql(
      archive, "INSERT INTO passage_segments (id, first_text, last_text, bits, pages, becomes, "
               "postings, bytes, largest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT "
               "(id) DO UPDATE SET pages = ?5, postings = ?7, bytes = ?8, largest = ?9");
  vb_sql_bind_int(s, 1, segment->id);
  vb_sql_bind_int(s, 2, segment->first_text);
  vb_sql_bind_int(s, 3, segment->last_text);
  vb_sql_bind_int(s, 4, segment->bits);
  vb_sql_bind_int(s, 5, segment->pages);
  if (segment->becomes) vb_sql_bind_int(s, 6, segment->becomes);
  vb_sql_bind_int(s, 7, segment->postings);
  vb_sql_bind_int(s, 8, segment->bytes);
  vb_sql_bind_int(s, 9, segment->largest);
  vb_sql_run(s);
}
