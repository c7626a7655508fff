#include "article/foreign.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlmemory.h>

/*   | size | bytes ... |    A freed block of a small size waits for the next of that size: in place
 *                           of its bytes it holds a pointer to the one freed before. */
typedef struct block {
  size_t size; /* of the bytes, a multiple of UNIT */
  struct block *next;
} block;
enum { UNIT = 16, SIZES = 64 }; /* up to SIZES * UNIT bytes are small */

typedef struct {
  vb_arena *arena; /* NULL: not within vb_foreign_run */
  char *first;     /* what lies from here to the arena's end is ours */
  block *freed[SIZES + 1];
} memory;

static _Thread_local memory here;

static struct {
  xmlMallocFunc allocate;
  xmlReallocFunc resize;
  xmlFreeFunc release;
  xmlStrdupFunc duplicate;
} xml_before;
static struct {
  json_malloc_t allocate;
  json_free_t release;
} json_before;

static bool is_ours(const void *p) {
  return here.arena && (const char *)p >= here.first && (const char *)p < here.arena->end;
}

static block *block_of(void *p) { return (block *)((char *)p - UNIT); }

static void *take(size_t size) {
  if (size > PTRDIFF_MAX / 2) size = PTRDIFF_MAX / 2; /* more than there is: the arena jumps */
  size_t units = size ? (size + UNIT - 1) / UNIT : 1;
  block *b = units <= SIZES ? here.freed[units] : NULL;
  if (b)
    memcpy(&here.freed[units], (char *)b + UNIT, sizeof b);
  else
    b = vb_arena_alloc_raw(here.arena, UNIT, UNIT, (ptrdiff_t)units + 1);
  b->size = units * UNIT;
  return (char *)b + UNIT;
}

static void give_back(void *p) {
  block *b = block_of(p);
  size_t units = b->size / UNIT;
  if (units <= SIZES) {
    memcpy(p, &here.freed[units], sizeof b);
    here.freed[units] = b;
  } else if ((char *)p + b->size == here.arena->beg) {
    here.arena->beg = (char *)b;
  }
}

static void *grown(void *old, size_t size) {
  block *b = block_of(old);
  if (size <= b->size) return old;
  size_t more = (size - b->size + UNIT - 1) / UNIT;
  if (b->size > SIZES * UNIT && (char *)old + b->size == here.arena->beg) {
    vb_arena_alloc_raw(here.arena, UNIT, UNIT, (ptrdiff_t)more);
    b->size += more * UNIT;
    return old;
  }
  void *p = take(size);
  memcpy(p, old, b->size);
  give_back(old);
  return p;
}

static void *xml_allocate(size_t size) {
  return here.arena ? take(size) : xml_before.allocate(size);
}

static void xml_release(void *p) {
  if (is_ours(p))
    give_back(p);
  else
    xml_before.release(p);
}

static void *xml_resize(void *old, size_t size) {
  if (is_ours(old)) return grown(old, size);
  return old || !here.arena ? xml_before.resize(old, size) : take(size);
}

static char *xml_duplicate(const char *s) {
  if (!here.arena) return xml_before.duplicate(s);
  size_t size = strlen(s) + 1;
  return memcpy(take(size), s, size);
}

static void *json_allocate(size_t size) {
  return here.arena ? take(size) : json_before.allocate(size);
}

static void json_release(void *p) {
  if (is_ours(p))
    give_back(p);
  else
    json_before.release(p);
}

static void say_nothing(void *context, const char *format, ...) {
  (void)context;
  (void)format;
}

/* libxml2 asks that its first call be made by one thread alone, and makes what it keeps for ever
 * now, not in the first document's arena. */
static void prepare(void) {
  xmlGenericErrorFunc said = xmlGenericError;
  void *to = xmlGenericErrorContext;
  xmlSetGenericErrorFunc(NULL, say_nothing); /* without memory it would write to standard error */
  xmlInitParser();
  xmlSetGenericErrorFunc(to, said);
  xmlMemGet(&xml_before.release, &xml_before.allocate, &xml_before.resize, &xml_before.duplicate);
  json_get_alloc_funcs(&json_before.allocate, &json_before.release);
  xmlMemSetup(xml_release, xml_allocate, xml_resize, xml_duplicate);
  json_set_alloc_funcs(json_allocate, json_release);
}

void vb_foreign_prepare(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, prepare);
}

static void begin(vb_arena *arena) {
  xmlResetLastError(); /* its text, if it is there, lies elsewhere */
  here = (memory){.arena = arena, .first = arena->beg};
}

static void end(void) {
  xmlResetLastError();
  here = (memory){0};
}

void vb_foreign_run(vb_foreign_work work, void *context, vb_arena *out, vb_arena scratch) {
  vb_arena_guard guard, *outer = out->guard;
  if (VB_ARENA_TRY(&guard)) {
    out->guard = scratch.guard = &guard;
    begin(&scratch);
    work(context, out, &scratch);
    end();
    out->guard = outer;
  } else {
    end();
    out->guard = outer;
    if (!outer) abort();
    longjmp(outer->jump, 1);
  }
}
