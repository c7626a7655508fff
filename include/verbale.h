/* verbale: the public C API.
 *
 * Captures of news pages in, clean articles and the exchanges they tell of out, as JSON.
 *
 *   static int print(void *user, const char *json, size_t length) {
 *     (void)user;
 *     return fwrite(json, 1, length, stdout) < length;
 *   }
 *   ...
 *   verbale *v;
 *   if (verbale_open(&v, NULL) || verbale_read_path(v, "page.html", print, NULL, NULL))
 *     fprintf(stderr, "%s\n", verbale_error(v));
 *   verbale_close(v);
 *
 * No function here writes to a file, opens a connection, or looks at clock, locale or environment.
 * A context is used by one thread at a time; different contexts are independent.  Compiles as C11
 * and as C++.
 */
#ifndef VERBALE_H
#define VERBALE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What functions return: 0, one of these, or the positive value with which a callback ended. */
enum {
  VERBALE_OK = 0,
  VERBALE_BAD_INPUT = -1, /* a file or record cannot be read; the others were */
  VERBALE_USAGE = -2,     /* options of a version that this library does not know */
  VERBALE_MEMORY = -4     /* out of memory, or a document went past its budget */
};

enum { VERBALE_OPTIONS_VERSION = 1 };

typedef struct verbale_options {
  unsigned version;        /* VERBALE_OPTIONS_VERSION */
  const char *lexicon_dir; /* the user's own rows of language data; NULL: none */
  size_t max_record_bytes; /* a larger record is refused; 0: 64 MiB */
  size_t budget_bytes;     /* memory for one document, twice; 0: 512 MiB */
  int codepoint_offsets;   /* not 0: spans count code points instead of bytes */
} verbale_options;

typedef struct verbale verbale; /* a context */

/* Makes a context: loads the language data, reserves memory.  `options` may be NULL; it is read
 * only during the call.  On failure *context is NULL or holds a context that only verbale_error
 * and verbale_close take.  The caller closes it in any case. */
int verbale_open(verbale **context, const verbale_options *options);

/* Frees the context and everything it gave out.  NULL is fine. */
void verbale_close(verbale *context);

/* Called for each article, in input order, with one JSON object (UTF-8, no newline, not ended by
 * NUL).  The bytes belong to the context and last until the callback returns.  A positive result
 * ends the reading and is returned; 0 goes on.  Must not call into the same context. */
typedef int (*verbale_article_function)(void *user, const char *json, size_t length);

/* Called for each record that cannot be read, with one line that says what and where; the same
 * rules. */
typedef int (*verbale_problem_function)(void *user, const char *message);

/* Reads one file: HTML, a text dump or JSON Lines, plain or compressed with gzip or xz.  Both
 * strings are read only during the call.  `problem` may be NULL.  Returns VERBALE_OK, the first
 * problem's code, or a callback's positive result. */
int verbale_read_path(verbale *context, const char *path, verbale_article_function article,
                      verbale_problem_function problem, void *user);

/* The same over bytes that the caller keeps unchanged during the call.  `name` stands for the path
 * in the JSON and in messages. */
int verbale_read_bytes(verbale *context, const void *bytes, size_t length, const char *name,
                       verbale_article_function article, verbale_problem_function problem,
                       void *user);

/* What the context's last failed call (the first problem of it) was about: one line without a
 * newline, "" if none failed.  Valid until the next call on the context.  `context` may be NULL. */
const char *verbale_error(const verbale *context);

/* "0.1.0"; static. */
const char *verbale_version(void);

#ifdef __cplusplus
}
#endif

#endif
