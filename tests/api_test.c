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
  reads_bytes_and_goes_on_behind_a_bad_record(v);
  stops_where_the_callback_says(v);
  says_which_file_is_not_there(v);
  verbale_close(v);
  refuses_options_of_another_version();
  gives_up_a_record_past_its_limit();
  verbale_close(NULL);
  return failures != 0;
}
