/* One line for each exchange that the given captures tell of:
 *
 *   2023-09-02  Ryom Chol Min (KP) -> Phan Duc Thinh (VN)  message, congratulation
 *   ~2024-03-14 ...                only the day of the report is known
 *   2016        ... (mentioned)    told as background
 *
 * A program as a user of the library writes it: the library gives JSON, jansson reads it.
 *
 *   cc ledger_lines.c $(pkg-config --cflags --libs verbale jansson) -o ledger_lines
 *   ./ledger_lines page.html dump.txt articles.jsonl
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include <verbale.h>

static const char *text_of(const json_t *object, const char *key) {
  return json_string_value(json_object_get(object, key)); /* NULL: unknown */
}

/* What is known of who it is: a person, an organisation, an office or only a country. */
static void print_side(const json_t *actors) {
  size_t i;
  const json_t *actor;
  if (!json_array_size(actors)) printf("?");
  json_array_foreach(actors, i, actor) {
    const char *country = text_of(actor, "country"), *who = text_of(actor, "name");
    if (!who) who = text_of(actor, "organisation");
    if (!who) who = text_of(actor, "office");
    printf("%s%s", i ? ", " : "", who ? who : country ? country : "?");
    if (who && country) printf(" (%s)", country);
  }
}

static void print_exchange(const json_t *exchange) {
  const char *sent = text_of(exchange, "sent"), *reported = text_of(exchange, "reported");
  const char *form = text_of(exchange, "form"), *purpose = text_of(exchange, "purpose");
  char day[32];
  snprintf(day, sizeof day, "%s%s", sent ? "" : "~", sent ? sent : reported ? reported : "?");
  printf("%-11s ", day);
  print_side(json_object_get(exchange, "from"));
  printf(" -> ");
  print_side(json_object_get(exchange, "to"));
  printf("  %s%s%s", form ? form : "?", purpose ? ", " : "", purpose ? purpose : "");
  printf("%s\n", !strcmp(text_of(exchange, "role"), "mention") ? " (mentioned)" : "");
}

static int print_article(void *user, const char *json, size_t length) {
  size_t i;
  const json_t *exchange;
  json_t *article = json_loadb(json, length, 0, NULL);
  (void)user;
  if (!article) return 1; /* no memory: stop */
  json_array_foreach(json_object_get(article, "exchanges"), i, exchange) print_exchange(exchange);
  json_decref(article);
  return ferror(stdout) ? 1 : 0; /* the reader of a pipe is gone: stop */
}

static int print_problem(void *user, const char *message) {
  (void)user;
  fprintf(stderr, "%s\n", message);
  return 0; /* the other records are read all the same */
}

int main(int argc, char **argv) {
  verbale *context;
  int bad = verbale_open(&context, NULL), i;
  if (bad) {
    fprintf(stderr, "%s\n", verbale_error(context));
    argc = 0;
  }
  for (i = 1; i < argc && bad <= 0; i++) {
    int result = verbale_read_path(context, argv[i], print_article, print_problem, NULL);
    if (result) bad = result; /* negative: a bad file, go on; positive: a callback stopped */
  }
  verbale_close(context);
  return bad != VERBALE_OK;
}
