/* Who is quoted in the given captures, and with what words:
 *
 *   Helen Prideaux (AU): "We are neighbours, and neighbours should not need so many forms,"
 *
 * Reported speech is left out, and so are quotations whose speaker is not known.
 *
 *   cc quotations.c $(pkg-config --cflags --libs verbale jansson) -o quotations
 *   ./quotations page.html dump.txt articles.jsonl
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include <verbale.h>

static const char *text_of(const json_t *object, const char *key) {
  return json_string_value(json_object_get(object, key)); /* NULL: unknown */
}

static void print_statement(const json_t *statement) {
  const json_t *speaker = json_object_get(statement, "speaker"); /* may be null: all unknown */
  const char *who = text_of(speaker, "name"), *country = text_of(speaker, "country");
  if (!who) who = text_of(speaker, "organisation");
  if (!who) who = text_of(speaker, "office");
  if (!who || strcmp(text_of(statement, "kind"), "direct")) return;
  printf("%s", who);
  if (country) printf(" (%s)", country);
  printf(": \"%s\"\n", text_of(statement, "text"));
}

static int print_article(void *user, const char *json, size_t length) {
  size_t i;
  const json_t *statement;
  json_t *article = json_loadb(json, length, 0, NULL);
  (void)user;
  if (!article) return 1; /* no memory: stop */
  json_array_foreach(json_object_get(article, "statements"), i, statement)
      print_statement(statement);
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
