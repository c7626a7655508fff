/* Compares quotations with the sources that the caller names, for measuring the trace's core alone.
 * Standard input: a JSON object a line,
 *   {"qid", "quote", "source": index, "telling": "quoted|unquoted|reported", "held", "speaker",
 *    "translation": "yes|no|unknown"}
 * where `source` counts the lines of FILE, which holds a JSON string a line.  Standard output: an
 * object a line with verdict, flags, source spans and edits; spans are bytes.
 * usage: print-traces FILE (see traces.py) */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "trace/verdict.h"

enum { BYTES = 1 << 30, MAX_SOURCES = 1 << 20 };

typedef struct {
  vb_str text;
  vb_folded_words words;
} source;

static vb_str string_of(const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  return (vb_str){json_string_value(value), (ptrdiff_t)json_string_length(value)};
}

static vb_known known_of(const json_t *object, const char *key) {
  vb_str s = string_of(object, key);
  return vb_str_eq(s, VB_S("yes")) ? VB_YES : vb_str_eq(s, VB_S("no")) ? VB_NO : VB_UNKNOWN;
}

static vb_verdict_facts facts_of(const json_t *object) {
  vb_str telling = string_of(object, "telling");
  vb_verdict_facts facts = {.text_held = known_of(object, "held"),
                            .same_speaker = known_of(object, "speaker"),
                            .other_translation = known_of(object, "translation")};
  if (vb_str_eq(telling, VB_S("unquoted"))) facts.telling = VB_TELLING_UNQUOTED;
  if (vb_str_eq(telling, VB_S("reported"))) facts.telling = VB_TELLING_REPORTED;
  return facts;
}

static void print_spans(vb_json *json, vb_spans spans) {
  vb_json_key(json, "spans");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < spans.n; i++) {
    vb_json_array(json);
    vb_json_int(json, spans.v[i].start);
    vb_json_int(json, spans.v[i].end);
    vb_json_close(json);
  }
  vb_json_close(json);
}

static void print_edits(vb_json *json, const vb_wording *r, const vb_wording *s, vb_edits edits) {
  vb_json_key(json, "edits");
  vb_json_array(json);
  for (ptrdiff_t i = 0; i < edits.n; i++) {
    const vb_edit *e = &edits.v[i];
    vb_json_object(json);
    vb_json_key_str(json, "op", vb_str_from(vb_edit_op_name(e->op)));
    vb_json_key_str(json, "kind", vb_str_from(vb_edit_kind_name(e->kind)));
    vb_json_key_str(json, "a", vb_str_slice(s->text, e->source.start, e->source.end));
    vb_json_key_str(json, "b", vb_str_slice(r->text, e->report.start, e->report.end));
    vb_json_close(json);
  }
  vb_json_close(json);
}

static void compare(const vb_senses *senses, const json_t *object, const source *s, vb_arena out,
                    vb_arena scratch) {
  vb_wording report = vb_wording_make(senses, string_of(object, "quote"), &out, scratch);
  vb_wording wording = vb_wording_of(senses, s->text, s->words, &out);
  vb_alignment a = vb_align(&report, &wording, &out, scratch);
  vb_edits edits = vb_edits_make(&report, &wording, &a, &out, scratch);
  vb_verdict_facts facts = facts_of(object);
  vb_judgement j = vb_verdict_judge(&report, &wording, &a, &edits, &facts, scratch);
  vb_cover cover = vb_align_cover(&report, &a);
  vb_json json = vb_json_begin(&out);
  vb_json_object(&json);
  vb_json_key_str(&json, "qid", string_of(object, "qid"));
  vb_json_key_str(&json, "verdict", vb_str_from(vb_trace_verdict_name(j.verdict)));
  vb_json_key_int(&json, "flags", j.flags);
  vb_json_key_int(&json, "score", a.score);
  vb_json_key_int(&json, "words", cover.words);
  vb_json_key_int(&json, "same", cover.same);
  vb_json_key_int(&json, "runs", cover.runs);
  vb_json_key_int(&json, "longest", cover.longest);
  print_spans(&json, vb_edits_source_spans(&wording, &a, &out));
  print_edits(&json, &report, &wording, edits);
  vb_json_close(&json);
  vb_str text = vb_json_end(&json);
  printf("%.*s\n", VB_ARG(text));
}

/* Reads the sources once and keeps their words, as an index would. */
static ptrdiff_t read_sources(const char *path, source *sources, vb_arena *kept, vb_arena scratch) {
  FILE *file = fopen(path, "rb");
  char *line = NULL;
  size_t size = 0;
  ptrdiff_t n = 0;
  if (!file) return 0;
  while (n < MAX_SOURCES && getline(&line, &size, file) > 0) {
    json_t *value = json_loads(line, JSON_DECODE_ANY, NULL);
    sources[n].text =
        vb_str_copy(kept, (vb_str){json_string_value(value), (ptrdiff_t)json_string_length(value)});
    sources[n].words = vb_folded_words_make(sources[n].text, kept, scratch);
    json_decref(value);
    n++;
  }
  free(line);
  fclose(file);
  return n;
}

int main(int argc, char **argv) {
  vb_error error = {0};
  vb_lexicon *lexicon;
  vb_arena_region kept_region, out_region, scratch_region;
  if (argc != 2 || vb_lexicon_open(&lexicon, NULL, &error) ||
      vb_arena_region_open(&kept_region, BYTES) || vb_arena_region_open(&out_region, BYTES) ||
      vb_arena_region_open(&scratch_region, BYTES))
    return fprintf(stderr, "print-traces: %s\n", error.message), 1;
  vb_arena kept = vb_arena_reset(&kept_region, NULL);
  vb_arena scratch = vb_arena_reset(&scratch_region, NULL);
  vb_senses *senses = vb_senses_new(lexicon, VB_S("en"), &kept, &error);
  source *sources = VB_NEW_N(&kept, source, MAX_SOURCES);
  ptrdiff_t n = senses ? read_sources(argv[1], sources, &kept, scratch) : 0;
  if (!n) return fprintf(stderr, "print-traces: %s\n", error.message), 1;
  char *line = NULL;
  size_t size = 0;
  while (getline(&line, &size, stdin) > 0) {
    json_t *object = json_loads(line, 0, NULL);
    ptrdiff_t i = (ptrdiff_t)json_integer_value(json_object_get(object, "source"));
    if (object && i >= 0 && i < n)
      compare(senses, object, &sources[i], vb_arena_reset(&out_region, NULL), scratch);
    json_decref(object);
  }
  free(line);
  vb_lexicon_close(lexicon);
  vb_arena_region_close(&kept_region);
  vb_arena_region_close(&out_region);
  vb_arena_region_close(&scratch_region);
  return 0;
}
