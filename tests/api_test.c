/* The public API as a stranger uses it: only verbale.h; compiled as C11 and as C++. */
#include <stdio.h>
#include <string.h>

#include "verbale.h"

static int failures;
#define EXPECT(condition)                                                                          \
  do {                                                                                             \
    if (!(condition)) {                                                                            \
      fprintf(stderr, "line %d: %s\n", __LINE__, #condition);                                      \
      failures++;                                                                                  \
    }                                                                                              \
  } while (0)

typedef struct {
  int articles, problems, stop_after;
  char json[4096], message[512];
} heard;

static int on_article(void *user, const char *json, size_t length) {
  heard *h = (heard *)user;
  h->articles++;
  if (length >= sizeof h->json) length = sizeof h->json - 1;
  memcpy(h->json, json, length);
  h->json[length] = 0;
  return h->articles == h->stop_after ? 7 : 0;
}

static int on_problem(void *user, const char *message) {
  heard *h = (heard *)user;
  h->problems++;
  snprintf(h->message, sizeof h->message, "%s", message);
  return 0;
}

static const char records[] =
    "{\"id\": \"a\", \"published\": \"2020-01-02\", \"title\": \"One\", \"text\": "
    "\"\xC3\x89t\xC3\xA9.\"}\n"
    "{\"title\": 5}\n"
    "{\"id\": \"c\", \"published\": \"2020-01-02\", \"title\": \"Three\", \"text\": \"Words.\"}\n";

static void reads_bytes_and_goes_on_behind_a_bad_record(verbale *v) {
  heard h;
  memset(&h, 0, sizeof h);
  int result =
      verbale_read_bytes(v, records, sizeof records - 1, "mem.jsonl", on_article, on_problem, &h);
  EXPECT(result == VERBALE_BAD_INPUT);
  EXPECT(h.articles == 2);
  EXPECT(h.problems == 1);
  EXPECT(!strcmp(h.message, verbale_error(v)));
  EXPECT(strstr(h.message, "mem.jsonl"));
  EXPECT(strstr(h.json, "\"id\": \"c\""));
  EXPECT(strstr(h.json, "\"path\": \"mem.jsonl\""));
}

static void stops_where_the_callback_says(verbale *v) {
  heard h;
  memset(&h, 0, sizeof h);
  h.stop_after = 1;
  EXPECT(verbale_read_bytes(v, records, sizeof records - 1, "m", on_article, NULL, &h) == 7);
  EXPECT(h.articles == 1);
  EXPECT(!*verbale_error(v));
}

static void says_which_file_is_not_there(verbale *v) {
  heard h;
  memset(&h, 0, sizeof h);
  EXPECT(verbale_read_path(v, "/nonexistent/page", on_article, on_problem, &h) ==
         VERBALE_BAD_INPUT);
  EXPECT(strstr(verbale_error(v), "/nonexistent/page"));
  EXPECT(h.articles == 0 && h.problems == 1);
}

static void takes_what_is_known_from_front_matter(verbale *v) {
  static const char page[] = "---\nurl: https://example.org/a\ncaptured: 2026-01-09\n---\n"
                             "<html><body><p>Words of a page.</p></body></html>";
  heard h;
  memset(&h, 0, sizeof h);
  EXPECT(verbale_read_bytes(v, page, sizeof page - 1, "m", on_article, on_problem, &h) == 0);
  EXPECT(h.articles == 1);
  EXPECT(strstr(h.json, "\"url\": \"https://example.org/a\", \"captured\": \"2026-01-09\""));
}

static int refuses_to_go_on(void *user, const char *message) {
  (void)user;
  (void)message;
  return 9;
}

static int says_minus_one(void *user, const char *json, size_t length) {
  (void)json;
  (void)length;
  return ++*(int *)user, -1;
}

/* A positive result ends the reading, from either callback; a negative one does not. */
static void minds_only_positive_results(verbale *v) {
  heard h;
  int articles = 0;
  memset(&h, 0, sizeof h);
  EXPECT(verbale_read_bytes(v, records, sizeof records - 1, "m", on_article, refuses_to_go_on,
                            &h) == 9);
  EXPECT(h.articles == 1);
  EXPECT(verbale_read_path(v, "/nonexistent", on_article, refuses_to_go_on, &h) == 9);
  EXPECT(verbale_read_bytes(v, records, sizeof records - 1, "m", says_minus_one, NULL, &articles) ==
         VERBALE_BAD_INPUT);
  EXPECT(articles == 2);
}

/* A failure leaves the context as good as new, and its message until the next call. */
static void reads_on_after_a_failure(verbale *v) {
  heard h;
  memset(&h, 0, sizeof h);
  EXPECT(verbale_read_path(v, "/nonexistent", on_article, NULL, &h) == VERBALE_BAD_INPUT);
  EXPECT(*verbale_error(v));
  EXPECT(verbale_read_bytes(v, "Words of a page.", 16, "m", on_article, NULL, &h) == VERBALE_OK);
  EXPECT(h.articles == 1);
  EXPECT(!*verbale_error(v));
}

static void says_that_nothing_is_no_page(verbale *v) {
  heard h;
  memset(&h, 0, sizeof h);
  EXPECT(verbale_read_bytes(v, NULL, 0, "nothing", on_article, on_problem, &h) ==
         VERBALE_BAD_INPUT);
  EXPECT(h.articles == 0 && h.problems == 1);
  EXPECT(strstr(h.message, "nothing: "));
}

static void takes_a_name_of_any_length(verbale *v) {
  static char name[100001];
  heard h;
  memset(&h, 0, sizeof h);
  memset(name, 'n', sizeof name - 1);
  EXPECT(verbale_read_bytes(v, "Words.", 6, name, on_article, on_problem, &h) == VERBALE_OK);
  EXPECT(h.articles == 1);
  EXPECT(verbale_read_bytes(v, "", 0, name, on_article, on_problem, &h) == VERBALE_BAD_INPUT);
  EXPECT(!strncmp(h.message, "nnnn", 4));
  EXPECT(verbale_read_path(v, name, on_article, on_problem, &h) == VERBALE_BAD_INPUT);
}

static void says_that_a_folder_is_no_file(verbale *v) {
  EXPECT(verbale_read_path(v, "/", on_article, NULL, NULL) == VERBALE_BAD_INPUT);
  EXPECT(strstr(verbale_error(v), "/: "));
}

static void refuses_null(verbale *v) {
  verbale_options options;
  memset(&options, 0, sizeof options);
  options.version = VERBALE_OPTIONS_VERSION;
  EXPECT(verbale_open(NULL, &options) == VERBALE_USAGE);
  EXPECT(verbale_read_path(NULL, "x", on_article, NULL, NULL) == VERBALE_USAGE);
  EXPECT(verbale_read_bytes(NULL, "x", 1, "x", on_article, NULL, NULL) == VERBALE_USAGE);
  EXPECT(verbale_read_path(v, NULL, on_article, NULL, NULL) == VERBALE_USAGE);
  EXPECT(*verbale_error(v));
  EXPECT(verbale_read_path(v, "x", NULL, NULL, NULL) == VERBALE_USAGE);
  EXPECT(verbale_read_bytes(v, NULL, 1, "x", on_article, NULL, NULL) == VERBALE_USAGE);
  EXPECT(verbale_read_bytes(v, "x", 1, NULL, on_article, NULL, NULL) == VERBALE_USAGE);
  EXPECT(!strcmp(verbale_error(NULL), "out of memory"));
  EXPECT(!*verbale_lexicon_version(NULL));
}

typedef struct {
  verbale *context;
  int articles, inner;
} nested;

static int reads_again(void *user, const char *json, size_t length) {
  nested *n = (nested *)user;
  (void)json;
  (void)length;
  n->articles++;
  n->inner = verbale_read_bytes(n->context, "Other words.", 12, "inner", reads_again, NULL, user);
  return 0;
}

/* Reading inside a callback is refused, and the outer reading goes on unharmed. */
static void refuses_to_be_entered_again(verbale *v) {
  nested n;
  n.context = v;
  n.articles = 0;
  n.inner = 0;
  EXPECT(verbale_read_bytes(v, records, sizeof records - 1, "m", reads_again, NULL, &n) ==
         VERBALE_BAD_INPUT);
  EXPECT(n.articles == 2);
  EXPECT(n.inner == VERBALE_USAGE);
  EXPECT(strstr(verbale_error(v), "m: "));
}

static void counts_code_points_where_told(void) {
  static const char record[] =
      "{\"id\": \"a\", \"published\": \"2020-01-02\", \"text\": \"\xC3\x89t\xC3\xA9 today.\"}";
  int codepoints;
  for (codepoints = 0; codepoints < 2; codepoints++) {
    verbale *v;
    heard h;
    verbale_options options;
    memset(&h, 0, sizeof h);
    memset(&options, 0, sizeof options);
    options.version = VERBALE_OPTIONS_VERSION;
    options.codepoint_offsets = codepoints;
    EXPECT(verbale_open(&v, &options) == VERBALE_OK);
    EXPECT(verbale_read_bytes(v, record, sizeof record - 1, "m", on_article, NULL, &h) == 0);
    EXPECT(strstr(h.json, codepoints ? "\"start\": 4, \"end\": 9, \"text\": \"today\""
                                     : "\"start\": 6, \"end\": 11, \"text\": \"today\""));
    verbale_close(v);
  }
}

static void refuses_a_lexicon_that_is_not_there(void) {
  verbale *v;
  verbale_options options;
  memset(&options, 0, sizeof options);
  options.version = VERBALE_OPTIONS_VERSION;
  options.lexicon_dir = "/nonexistent";
  EXPECT(verbale_open(&v, &options) == VERBALE_USAGE);
  EXPECT(strstr(verbale_error(v), "/nonexistent"));
  EXPECT(!*verbale_lexicon_version(v));
  verbale_close(v);
}

static void gives_up_a_document_past_its_budget(void) {
  verbale *v;
  heard h;
  verbale_options options;
  memset(&h, 0, sizeof h);
  memset(&options, 0, sizeof options);
  options.version = VERBALE_OPTIONS_VERSION;
  options.budget_bytes = 1;
  EXPECT(verbale_open(&v, &options) == VERBALE_OK);
  EXPECT(verbale_read_bytes(v, records, sizeof records - 1, "m", on_article, on_problem, &h) ==
         VERBALE_MEMORY);
  EXPECT(h.articles == 0 && h.problems > 0);
  verbale_close(v);
}

static void refuses_options_of_another_version(void) {
  verbale *v;
  verbale_options options;
  memset(&options, 0, sizeof options);
  options.version = VERBALE_OPTIONS_VERSION + 1;
  EXPECT(verbale_open(&v, &options) == VERBALE_USAGE);
  EXPECT(*verbale_error(v));
  EXPECT(verbale_read_bytes(v, "x", 1, "x", on_article, NULL, NULL) == VERBALE_USAGE);
  verbale_close(v);
}

static void gives_up_a_record_past_its_limit(void) {
  verbale *v;
  heard h;
  verbale_options options;
  memset(&h, 0, sizeof h);
  memset(&options, 0, sizeof options);
  options.version = VERBALE_OPTIONS_VERSION;
  options.max_record_bytes = 40;
  EXPECT(verbale_open(&v, &options) == VERBALE_OK);
  EXPECT(verbale_read_bytes(v, records, sizeof records - 1, "m", on_article, on_problem, &h) < 0);
  EXPECT(h.articles == 0 && h.problems == 3);
  verbale_close(v);
}

int main(void) {
  verbale *v;
  EXPECT(verbale_open(&v, NULL) == VERBALE_OK);
  EXPECT(*verbale_version());
  EXPECT(strlen(verbale_lexicon_version(v)) == 12);
  reads_bytes_and_goes_on_behind_a_bad_record(v);
  stops_where_the_callback_says(v);
  says_which_file_is_not_there(v);
  takes_what_is_known_from_front_matter(v);
  minds_only_positive_results(v);
  reads_on_after_a_failure(v);
  says_that_nothing_is_no_page(v);
  takes_a_name_of_any_length(v);
  says_that_a_folder_is_no_file(v);
  refuses_null(v);
  refuses_to_be_entered_again(v);
  verbale_close(v);
  counts_code_points_where_told();
  refuses_a_lexicon_that_is_not_there();
  gives_up_a_document_past_its_budget();
  refuses_options_of_another_version();
  gives_up_a_record_past_its_limit();
  verbale_close(NULL);
  return failures != 0;
}
