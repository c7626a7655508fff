/* Every operation of the file system fails once, and from then on: what an add leaves is always
 * sound, says that the archive cannot be written, and adding again completes it.
 *
 * A VFS between SQLite and the system counts opens, reads, writes ... and makes the k-th fail, for
 * every k of a small add.  The same VFS remembers what was written since the last sync, and so can
 * cut the power: unsynced writes are lost, all of them or some.
 *
 *     VERBALE_FAULTS_STEP=1   every k; else every k-th that fits an ordinary test run
 */
#include "archive/fixture.h"
#include "archive/passages_build.h"

TestSuite(faults, .init = setup, .fini = teardown, .timeout = 300);

typedef enum {
  OP_OPEN,
  OP_READ,
  OP_WRITE,
  OP_TRUNCATE,
  OP_SYNC,
  OP_SIZE,
  OP_LOCK,
  OP_DELETE,
  OP_SHM,
  OP_KINDS
} op;
typedef enum { FAIL_ONCE, FAIL_FOR_GOOD, FAIL_SHORT, POWER_CUT } manner;

/* What a cut of the power may undo: one change of one file. */
typedef struct {
  char path[96];
  enum { CHANGE_CREATE, CHANGE_WRITE, CHANGE_SIZE, CHANGE_DELETE } kind;
  sqlite3_int64 at, size_before; /* of the file */
  char *old_bytes, *new_bytes;
  int n;
} change;

static struct {
  sqlite3_vfs vfs, *real;
  op target;
  manner manner;
  int code;
  long wait; /* operations of the target's kind before the one that fails; < 0: never */
  bool fired;
  change *changes;
  int n_changes;
} faults;

typedef struct {
  sqlite3_file base;
  char path[96];
  sqlite3_file *real;
} file;

static sqlite3_file *real_of(sqlite3_file *f) { return ((file *)f)->real; }

/* The k-th operation of a kind fails; after a cut of the power, or on a disk that stays broken, all
 * that change something do. */
static bool fails(op kind) {
  bool changes = kind == OP_WRITE || kind == OP_TRUNCATE || kind == OP_SYNC || kind == OP_DELETE;
  if (faults.fired && faults.manner == POWER_CUT) return changes || kind == OP_OPEN;
  if (kind != faults.target) return false;
  if (faults.fired) return faults.manner == FAIL_FOR_GOOD;
  faults.fired = !faults.wait;
  if (faults.wait >= 0) faults.wait--;
  return faults.fired;
}

static change *note(const char *of, int kind, sqlite3_int64 at, int n) {
  faults.changes = realloc(faults.changes, sizeof *faults.changes * (size_t)(faults.n_changes + 1));
  change *c = &faults.changes[faults.n_changes++];
  *c = (change){.kind = kind, .at = at, .n = n};
  snprintf(c->path, sizeof c->path, "%s", of);
  return c;
}

static void forget(int i) {
  free(faults.changes[i].old_bytes);
  free(faults.changes[i].new_bytes);
  faults.changes[i] = faults.changes[--faults.n_changes];
}

/* A synced file is safe; the sync of a new journal makes its folder safe too.  Order is kept. */
static void settle(const char *synced) {
  int kept = 0;
  for (int i = 0; i < faults.n_changes; i++) {
    change *c = &faults.changes[i];
    bool safe = !strcmp(c->path, synced) || c->kind == CHANGE_CREATE || c->kind == CHANGE_DELETE;
    if (safe) free(c->old_bytes), free(c->new_bytes);
    if (!safe) faults.changes[kept++] = *c;
  }
  faults.n_changes = kept;
}

static void note_bytes(file *f, int kind, sqlite3_int64 at, const void *bytes, int n) {
  change *c = note(f->path, kind, at, n);
  f->real->pMethods->xFileSize(f->real, &c->size_before);
  c->old_bytes = calloc(1, (size_t)n + 1);
  f->real->pMethods->xRead(f->real, c->old_bytes, n, at); /* a short read gives zeros behind */
  if (!bytes) return;
  c->new_bytes = malloc((size_t)n + 1);
  memcpy(c->new_bytes, bytes, (size_t)n);
}

static int on_close(sqlite3_file *f) { return real_of(f)->pMethods->xClose(real_of(f)); }

static int on_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at) {
  if (fails(OP_READ)) return SQLITE_IOERR_READ;
  return real_of(f)->pMethods->xRead(real_of(f), to, n, at);
}

static int on_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at) {
  if (fails(OP_WRITE)) {
    if (faults.manner == FAIL_SHORT) real_of(f)->pMethods->xWrite(real_of(f), from, n / 2, at);
    return faults.code;
  }
  if (faults.manner == POWER_CUT) note_bytes((file *)f, CHANGE_WRITE, at, from, n);
  return real_of(f)->pMethods->xWrite(real_of(f), from, n, at);
}

static int on_truncate(sqlite3_file *f, sqlite3_int64 size) {
  if (fails(OP_TRUNCATE)) return SQLITE_IOERR_TRUNCATE;
  sqlite3_int64 before = 0;
  real_of(f)->pMethods->xFileSize(real_of(f), &before);
  if (faults.manner == POWER_CUT && before > size)
    note_bytes((file *)f, CHANGE_SIZE, size, NULL, (int)(before - size));
  return real_of(f)->pMethods->xTruncate(real_of(f), size);
}

/* What the test syncs stays in memory: the disk itself is not what is tested. */
static int on_sync(sqlite3_file *f, int flags) {
  (void)flags;
  if (fails(OP_SYNC)) return SQLITE_IOERR_FSYNC;
  if (faults.manner == POWER_CUT) settle(((file *)f)->path);
  return SQLITE_OK;
}

static int on_size(sqlite3_file *f, sqlite3_int64 *size) {
  if (fails(OP_SIZE)) return SQLITE_IOERR_FSTAT;
  return real_of(f)->pMethods->xFileSize(real_of(f), size);
}

static int on_lock(sqlite3_file *f, int level) {
  if (fails(OP_LOCK)) return SQLITE_IOERR_LOCK;
  return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int on_unlock(sqlite3_file *f, int level) {
  return real_of(f)->pMethods->xUnlock(real_of(f), level);
}
static int on_check(sqlite3_file *f, int *out) {
  return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}
static int on_control(sqlite3_file *f, int what, void *arg) {
  return real_of(f)->pMethods->xFileControl(real_of(f), what, arg);
}
static int on_sector(sqlite3_file *f) { return real_of(f)->pMethods->xSectorSize(real_of(f)); }
static int on_device(sqlite3_file *f) {
  return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int on_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **at) {
  if (fails(OP_SHM)) return SQLITE_IOERR_SHMMAP;
  return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, at);
}
static int on_shm_lock(sqlite3_file *f, int offset, int n, int flags) {
  return real_of(f)->pMethods->xShmLock(real_of(f), offset, n, flags);
}
static void on_shm_barrier(sqlite3_file *f) { real_of(f)->pMethods->xShmBarrier(real_of(f)); }
static int on_shm_unmap(sqlite3_file *f, int remove) {
  return real_of(f)->pMethods->xShmUnmap(real_of(f), remove);
}

static const sqlite3_io_methods methods = {
    2,           on_close,       on_read,      on_write,   on_truncate, on_sync,   on_size,
    on_lock,     on_unlock,      on_check,     on_control, on_sector,   on_device, on_shm_map,
    on_shm_lock, on_shm_barrier, on_shm_unmap, NULL,       NULL};

static int on_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *f, int flags, int *out) {
  (void)vfs;
  f->pMethods = NULL;
  if (fails(OP_OPEN)) return SQLITE_CANTOPEN;
  file *ours = (file *)f;
  ours->real = (sqlite3_file *)(ours + 1);
  bool is_new = name && access(name, F_OK);
  int code = faults.real->xOpen(faults.real, name, ours->real, flags, out);
  if (code) return code;
  f->pMethods = &methods;
  snprintf(ours->path, sizeof ours->path, "%s", name ? name : "");
  if (faults.manner == POWER_CUT && is_new) note(ours->path, CHANGE_CREATE, 0, 0);
  return SQLITE_OK;
}

static int on_delete(sqlite3_vfs *vfs, const char *name, int sync_folder) {
  (void)vfs;
  if (fails(OP_DELETE)) return SQLITE_IOERR_DELETE;
  if (faults.manner == POWER_CUT && !access(name, F_OK)) {
    static char bytes[1 << 20];
    FILE *f = fopen(name, "rb");
    size_t n = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    change *c = note(name, CHANGE_DELETE, 0, (int)n);
    c->old_bytes = malloc(n + 1);
    memcpy(c->old_bytes, bytes, n);
  }
  return faults.real->xDelete(faults.real, name, sync_folder);
}

static void put_shim(void) {
  faults.real = sqlite3_vfs_find("unix");
  faults.vfs = *faults.real;
  faults.vfs.zName = "faults";
  faults.vfs.szOsFile = (int)sizeof(file) + faults.real->szOsFile;
  faults.vfs.xOpen = on_open;
  faults.vfs.xDelete = on_delete;
  cr_assert_eq(sqlite3_vfs_register(&faults.vfs, 1), SQLITE_OK);
}

static void arm(op target, manner how, int code, long wait) {
  faults.target = target, faults.manner = how, faults.code = code, faults.wait = wait;
  faults.fired = false;
  while (faults.n_changes) forget(faults.n_changes - 1);
}

static void disarm(void) { arm(OP_KINDS, FAIL_ONCE, 0, -1); }

static void put_bytes(const change *c, const char *bytes) {
  FILE *f = fopen(c->path, "r+b");
  if (!f) return;
  fseek(f, (long)c->at, SEEK_SET);
  fwrite(bytes, 1, (size_t)c->n, f);
  fclose(f);
}

static void undo(const change *c) {
  if (c->kind == CHANGE_CREATE) {
    unlink(c->path);
    return;
  }
  if (c->kind == CHANGE_DELETE) fclose(fopen(c->path, "wb"));
  put_bytes(c, c->old_bytes);
  if (c->kind != CHANGE_DELETE) cr_assert_eq(truncate(c->path, (off_t)c->size_before), 0);
}

/* What the disk holds when the power is back: of the unsynced writes none, or some (then files made
 * and removed meanwhile are made and removed). */
static void cut_power(bool some, unsigned seed) {
  for (int i = faults.n_changes - 1; i >= 0; i--)
    if (!some || faults.changes[i].kind < CHANGE_DELETE) {
      if (some && faults.changes[i].kind == CHANGE_CREATE) continue;
      if (access(faults.changes[i].path, F_OK) && faults.changes[i].kind != CHANGE_DELETE) continue;
      undo(&faults.changes[i]);
    }
  for (int i = 0; some && i < faults.n_changes; i++) {
    const change *c = &faults.changes[i];
    seed = seed * 1103515245u + 12345u;
    if (!(seed >> 16 & 1) || access(c->path, F_OK)) continue;
    if (c->kind == CHANGE_WRITE) put_bytes(c, c->new_bytes);
    if (c->kind == CHANGE_SIZE) cr_assert_eq(truncate(c->path, (off_t)c->at), 0);
  }
  disarm();
}

enum { DOCUMENTS = 6, EACH = 2 };
static document documents[DOCUMENTS];

static void make_documents(void) {
  char *words = VB_NEW_N(&arena, char, 9001);
  for (int i = 0; i < 9000; i++) words[i] = "Anna wrote a letter. "[i % 21];
  for (int i = 0; i < DOCUMENTS; i++) {
    char *id = VB_NEW_N(&arena, char, 32), *where = VB_NEW_N(&arena, char, 32);
    snprintf(id, 32, "a%d", i / 2 * 2 + (i == 5 ? 0 : i % 2)); /* the last has the id of another */
    snprintf(where, 32, "%d.jsonl", i);
    documents[i] = article(id, where, words + (i == 5 ? 84 : 21 * i));
    if (i == 5) documents[i].capture.sha256 = vb_sha256_hex(&arena, VB_S("other bytes"));
    for (int k = 0; k < 3; k++) add_exchange(&documents[i], 21 * k, 21 * k + 20);
    for (int k = 0; k < 2; k++) add_statement(&documents[i], 21 * k, 21 * k + 20);
    documents[i].exchanges.v[2].from.v[0].country = i % 2 ? VB_S("AL") : VB_S("ZM");
  }
}

static int add_batch(int first) {
  vb_stored stored;
  int bad = vb_archive_begin(archive, &error);
  for (int i = first; !bad && i < first + EACH; i++) {
    document *d = &documents[i];
    bad = vb_archive_store(archive, lexicon, &d->capture, &d->article, &d->statements,
                           &d->exchanges, vb_arena_reset(&scratch_region, NULL), &stored, &error);
  }
  return bad ? bad : vb_archive_commit(archive, &error);
}

/* As the command `add` does it. */
static int add(bool small_cache) {
  vb_error ignored = {0};
  int bad = vb_archive_open(&archive, path, VB_ARCHIVE_CREATE, &error);
  if (!bad && small_cache) sqlite3_exec(archive->db, "PRAGMA cache_size = 4", NULL, NULL, NULL);
  if (!bad) bad = vb_archive_set_analysis(archive, "1.0", VB_S("aaaa"), &error);
  for (int i = 0; !bad && i < DOCUMENTS; i += EACH) bad = add_batch(i);
  if (!bad) bad = vb_archive_merge(archive, lexicon, &error);
  if (!bad) bad = vb_passages_tidy(archive, &error);
  if (bad) vb_sql_failed(archive ? archive : &(vb_archive){0}, &ignored);
  vb_archive_close(archive);
  archive = NULL;
  return bad;
}

static void remove_all(void) {
  char name[80];
  for (const char *const *end = (const char *const[]){"", "-journal", "-wal", "-shm", NULL}; *end;
       end++) {
    snprintf(name, sizeof name, "%s%s", path, *end);
    unlink(name);
  }
}

/* The archive through a VFS that works: sound, at the edge of a batch, nothing merged by half. */
static void expect_whole_batches(const char *when) {
  struct sqlite3 *db;
  sqlite3_stmt *s;
  if (access(path, F_OK)) return;
  cr_assert_eq(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, "faults"), SQLITE_OK);
  cr_assert_eq(sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &s, NULL), SQLITE_OK, "%s",
               when);
  cr_assert_eq(sqlite3_step(s), SQLITE_ROW, "%s: %s", when, sqlite3_errmsg(db));
  cr_assert_str_eq((const char *)sqlite3_column_text(s, 0), "ok", "%s", when);
  sqlite3_finalize(s);
  if (sqlite3_prepare_v2(
          db,
          "SELECT (SELECT count(*) FROM captures) % 2 = 0 AND "
          "NOT EXISTS (SELECT 1 FROM pragma_foreign_key_check) AND "
          "NOT EXISTS (SELECT 1 FROM reports r WHERE exchange IS NULL AND NOT EXISTS "
          "(SELECT 1 FROM pending_keys WHERE key = r.merge_key))",
          -1, &s, NULL) == SQLITE_OK) { /* else it has no tables yet */
    cr_assert_eq(sqlite3_step(s), SQLITE_ROW, "%s", when);
    cr_assert_eq(sqlite3_column_int(s, 0), 1, "%s: something is half done", when);
  }
  sqlite3_finalize(s);
  sqlite3_close(db);
}

static vb_str complete(const char *when) {
  int64_t wrong;
  cr_assert_eq(add(false), VB_OK, "%s: adding again: %s", when, error.message);
  open_archive();
  vb_str all = contents();
  expect_sound();
  cr_expect_eq(vb_passages_check(archive, &wrong, &error), VB_OK, "%s: %s", when, error.message);
  close_archive();
  return all;
}

static long step_of(long fast) {
  const char *asked = getenv("VERBALE_FAULTS_STEP");
  return asked ? vb_str_to_int(vb_str_from(asked)) : fast;
}

typedef struct {
  op target;
  manner manner;
  int code;
  bool small_cache; /* pages are written before the commit */
  bool wal;         /* somebody else's program made the archive one with a write-ahead log */
} trial;

static void begin_trial(const trial *t) {
  remove_all();
  disarm();
  if (!t->wal) return;
  open_archive();
  sql("PRAGMA journal_mode = WAL");
  close_archive();
}

/* Fails the k-th operation for k = 0, step, 2 step ... until an add goes through without. */
static long fail_each(const trial *t, long step, vb_str expected) {
  char when[80];
  long k = 0, fired = 0;
  for (;; k += step) {
    vb_arena mark = arena;
    snprintf(when, sizeof when, "operation %ld of kind %d, manner %d, code %d", k, t->target,
             t->manner, t->code);
    begin_trial(t);
    arm(t->target, t->manner, t->code, k);
    int bad = add(t->small_cache);
    bool hit = faults.fired;
    cr_expect(!bad || bad == VB_ARCHIVE, "%s: code %d", when, bad);
    cr_expect(hit || !bad, "%s: %s", when, error.message);
    if (bad) cr_expect_not_null(strstr(error.message, path), "%s: %s", when, error.message);
    disarm();
    expect_whole_batches(when);
    cr_expect(vb_str_eq(complete(when), expected), "%s: other content", when);
    arena = mark;
    if (!hit) return fired;
    fired++;
  }
}

static vb_str undisturbed(void) {
  put_shim();
  disarm();
  make_documents();
  return complete("undisturbed");
}

static void run(const trial *trials, size_t n, long fast) {
  vb_str expected = undisturbed();
  for (size_t i = 0; i < n; i++)
    cr_expect_gt(fail_each(&trials[i], step_of(fast), expected), 0, "trial %zu hit nothing", i);
}
#define RUN(trials, fast) run(trials, sizeof trials / sizeof *trials, fast)

Test(faults, a_write_that_fails) {
  static const trial trials[] = {
      {OP_WRITE, FAIL_FOR_GOOD, SQLITE_FULL, false, false},
      {OP_WRITE, FAIL_ONCE, SQLITE_IOERR_WRITE, false, false},
      {OP_WRITE, FAIL_SHORT, SQLITE_FULL, false, false},
      {OP_WRITE, FAIL_FOR_GOOD, SQLITE_FULL, true, false},
      {OP_WRITE, FAIL_SHORT, SQLITE_IOERR_WRITE, false, true},
  };
  RUN(trials, 113);
}

Test(faults, a_sync_a_truncation_a_removal_or_an_open_that_fails) {
  static const trial trials[] = {
      {OP_SYNC, FAIL_ONCE, 0, false, false},    {OP_SYNC, FAIL_FOR_GOOD, 0, true, false},
      {OP_DELETE, FAIL_ONCE, 0, false, false},  {OP_OPEN, FAIL_ONCE, 0, false, false},
      {OP_OPEN, FAIL_FOR_GOOD, 0, true, false},
  };
  RUN(trials, 5);
}

Test(faults, a_read_a_look_at_the_size_a_lock_or_a_map_that_fails) {
  static const trial trials[] = {
      {OP_READ, FAIL_ONCE, 0, true, false},  {OP_SIZE, FAIL_ONCE, 0, false, false},
      {OP_LOCK, FAIL_ONCE, 0, false, false}, {OP_LOCK, FAIL_FOR_GOOD, 0, false, false},
      {OP_SHM, FAIL_ONCE, 0, false, true},
  };
  RUN(trials, 17);
}

/* True if the power was cut before the add was over. */
static bool power_cut(op kind, long k, bool small_cache, bool some, vb_str expected) {
  char when[80];
  vb_arena mark = arena;
  snprintf(when, sizeof when, "power cut at %ld of kind %d, cache %d", k, kind, small_cache);
  begin_trial(&(trial){0});
  arm(kind, POWER_CUT, SQLITE_IOERR_WRITE, k);
  add(small_cache);
  bool hit = faults.fired;
  cut_power(some, (unsigned)k);
  expect_whole_batches(when);
  cr_expect(vb_str_eq(complete(when), expected), "%s: other content", when);
  arena = mark;
  return hit;
}

static void power_cuts(bool some, long step) {
  vb_str expected = undisturbed();
  for (int small_cache = 0; small_cache < 2; small_cache++) {
    for (long k = 0; power_cut(OP_WRITE, k, small_cache, some, expected);) k += step;
    for (long k = 0; power_cut(OP_SYNC, k, small_cache, some, expected);) k += step / 9 + 1;
    for (long k = 0; power_cut(OP_DELETE, k, small_cache, some, expected);) k++;
  }
}

Test(faults, the_power_is_cut_and_no_unsynced_write_survives) { power_cuts(false, step_of(101)); }

Test(faults, the_power_is_cut_and_some_unsynced_writes_survive) { power_cuts(true, step_of(97)); }
