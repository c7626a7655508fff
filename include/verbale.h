/** @file verbale.h
 * The public C API of verbale: captures of news pages in, clean articles out, as JSON, with what
 * is said in them by whom and the exchanges they tell of.
 *
 *     static int print(void *user, const char *json, size_t length) {
 *       (void)user;
 *       return fwrite(json, 1, length, stdout) < length;
 *     }
 *     ...
 *     verbale *v;
 *     if (verbale_open(&v, NULL) || verbale_read_path(v, "page.html", print, NULL, NULL))
 *       fprintf(stderr, "%s\n", verbale_error(v));
 *     verbale_close(v);
 *
 * examples/ledger_lines.c (the exchanges) and examples/quotations.c (who is quoted, with what
 * words) are whole programs.  Build with `pkg-config --cflags --libs verbale`.
 *
 * **Input** is what `verbale read` takes: HTML, a text dump of a page, or JSON Lines with one
 * article a line, plain or compressed with gzip or xz, told apart by content.  One buffer can hold
 * many records.  What you know of a capture beyond its bytes can stand before it as front matter:
 *
 *     ---
 *     url: https://example.org/page
 *     captured: 2026-01-09
 *     ---
 *     the bytes of the page ...
 *
 * **Output** is the JSON of `verbale read`, one object for each article: its facts and `text`, the
 * `times`, `statements` (quotations and reported speech, each with spans, cue and speaker) and
 * `exchanges` in it; docs/json.md lists the fields.
 *
 * **Pure.** No function here writes to a file, opens a connection, or looks at clock, locale or
 * environment, and only verbale_read_path and verbale_open (a lexicon folder) read files.  The
 * library keeps nothing between calls but in contexts: same input, options and version, same bytes
 * out.  The first verbale_open of a process puts memory functions before those of libxml2 and
 * jansson, so that documents stay within their budget; outside verbale's calls these pass on to
 * the ones that were there, so other users of the two libraries notice nothing.
 *
 * **Threads.** A context serves one thread at a time; different contexts are independent and may be
 * opened, used and closed in different threads at once.
 *
 * **Cost.** Opening compiles the language data (tens of milliseconds, some ten megabytes), so keep
 * a context for many pages.  It reserves address space, not memory: twice `budget_bytes` for
 * documents and 64 MiB for the language data.
 *
 * **Ownership.** The library keeps no pointer that you pass beyond the call, and you free nothing
 * that it gives but the context.
 *
 * **Language.** C11 and later, C++11 and later.  Callbacks return to the library: no longjmp and no
 * exception may leave them.
 */
#ifndef VERBALE_H
#define VERBALE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What functions return: 0, one of these, or the positive value with which a callback ended. */
enum {
  VERBALE_OK = 0,         /**< done */
  VERBALE_BAD_INPUT = -1, /**< a file or record cannot be read; the others were */
  VERBALE_USAGE = -2,     /**< an argument that makes no sense, or options of an unknown version */
  VERBALE_MEMORY = -4     /**< out of memory, or a document went past its budget */
};

/** What verbale_options::version must be.  A later library goes on taking earlier versions. */
enum { VERBALE_OPTIONS_VERSION = 1 };

/** How a context works.  Set all to zero, then `version`, then what you want otherwise. */
typedef struct verbale_options {
  unsigned version;        /**< VERBALE_OPTIONS_VERSION */
  const char *lexicon_dir; /**< folder of your own rows of language data; NULL: none */
  size_t max_record_bytes; /**< a larger record is refused; 0: 64 MiB */
  size_t budget_bytes;     /**< memory for one document, twice; 0: 512 MiB */
  int codepoint_offsets;   /**< not 0: spans count code points instead of bytes */
} verbale_options;

/** A context: the compiled language data, the memory of one document, the last error. */
typedef struct verbale verbale;

/** Makes a context.
 * @param context  receives it.  On failure it is NULL, or a context that says in verbale_error why;
 *                 reading with it fails with the same code.  Close it in any case.
 * @param options  read only during the call; NULL: all defaults
 * @return VERBALE_OK, VERBALE_USAGE, VERBALE_MEMORY, or VERBALE_BAD_INPUT for a row of lexicon_dir
 */
int verbale_open(verbale **context, const verbale_options *options);

/** Frees the context.
 * @param context  NULL is fine; one whose callback is running is not
 */
void verbale_close(verbale *context);

/** Called for each article, in input order.
 * @param user    what was given to the reading function
 * @param json    one JSON object: UTF-8, no newline, not ended by NUL; it belongs to the context
 *                and is gone when the callback returns
 * @param length  its bytes
 * @return 0 or negative: go on; positive: stop, and return this from the reading function
 */
typedef int (*verbale_article_function)(void *user, const char *json, size_t length);

/** Called for each record that cannot be read, in input order.
 * @param user     what was given to the reading function
 * @param message  one line that says where and what; gone when the callback returns
 * @return as for articles
 */
typedef int (*verbale_problem_function)(void *user, const char *message);

/** Reads one file.
 * @param context  from verbale_open
 * @param path     no folder; "-" is standard input
 * @param article  called for each article; it may not read with the same context (VERBALE_USAGE)
 * @param problem  called for each bad record; NULL: only the first is kept, for verbale_error
 * @param user     given to both
 * @return VERBALE_OK, the first problem's code, or a callback's positive result
 */
int verbale_read_path(verbale *context, const char *path, verbale_article_function article,
                      verbale_problem_function problem, void *user);

/** Reads bytes, which the caller leaves unchanged during the call.
 * @param context  from verbale_open
 * @param bytes    NULL only where length is 0
 * @param length   0 bytes are an empty capture, which is a problem
 * @param name     stands for the path in the JSON and in messages; need not be a file
 * @param article  as for verbale_read_path
 * @param problem  as for verbale_read_path
 * @param user     given to both
 * @return as for verbale_read_path
 */
int verbale_read_bytes(verbale *context, const void *bytes, size_t length, const char *name,
                       verbale_article_function article, verbale_problem_function problem,
                       void *user);

/** What the context's last failed call was about: the first problem of that call.
 * @param context  NULL, or any context, a failed one too
 * @return one line without a newline, "" if the last call did not fail (a callback that ends the
 *         reading is no failure); valid until the next call on the context
 */
const char *verbale_error(const verbale *context);

/** The version of the code: "0.1.0".
 * @return a static string
 */
const char *verbale_version(void);

/** The version of the language data, the rows of lexicon_dir among them: 12 hexadecimal digits.
 * Together with verbale_version it names what made a result.
 * @param context  from verbale_open
 * @return a string that lasts as long as the context; "" for one that did not open
 */
const char *verbale_lexicon_version(const verbale *context);

#ifdef __cplusplus
}
#endif

#endif
