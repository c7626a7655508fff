#include <stdio.h>

#include "archive/load.h"
#include "cli/article_view.h"
#include "cli/show.h"

static void put_words(const vb_showing *s, const char *label, vb_str words) {
  if (words.n) vb_show_value(s, label, words);
}

static void put_facts(const vb_showing *s, const vb_article *article, const vb_statement *said) {
  char flags[VB_STATEMENT_FLAGS_BYTES];
  if (vb_actor_known(&said->speaker))
    vb_show_actor(s, "speaker", &said->speaker);
  else
    vb_show_line("speaker", VB_S("not known"));
  put_words(s, "source", vb_article_view_words(article, said, said->source));
  if (vb_actor_known(&said->addressee)) vb_show_actor(s, "addressee", &said->addressee);
  put_words(s, "words", vb_statement_words(article, said, s->arena));
  vb_show_line("kind", vb_str_from(vb_statement_kind_name(said->kind)));
  put_words(s, "cue", vb_article_view_words(article, said, said->cue));
  for (ptrdiff_t i = 0; i < said->via.n; i++) vb_show_line(i ? "" : "via", said->via.v[i]);
  vb_str names = vb_statement_flag_names(said->flags, flags);
  if (names.n) vb_show_line("flags", names);
}

/* From the first to the last of what the statement points at. */
static vb_span extent(const vb_statement *said) {
  vb_span all = said->spans.n ? said->spans.v[0] : said->cue;
  const vb_span more[] = {said->cue, said->source,
                          said->spans.n ? said->spans.v[said->spans.n - 1] : said->cue};
  for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
    if (more[i].end <= more[i].start) continue;
    if (more[i].start < all.start) all.start = more[i].start;
    if (more[i].end > all.end) all.end = more[i].end;
  }
  return all;
}

/* The sentences of the field that `in` touches; `in` itself where they cannot be had. */
static vb_span sentences_around(const vb_showing *s, vb_str field, vb_span in) {
  vb_language *language;
  vb_error error = {0};
  vb_article bare = {.text = field};
  vb_arena scratch = s->session->scratch;
  if (vb_language_open(&language, s->session->lexicon, &error)) return in;
  vb_analysis analysis = vb_analyse(language, &bare, &scratch);
  const vb_tokens *tokens = &analysis.text.tokens;
  vb_span around = in;
  for (ptrdiff_t i = 0; i < analysis.text.sentences.n; i++) {
    vb_token_range r = analysis.text.sentences.v[i];
    if (r.end <= r.start) continue;
    vb_span sentence = {tokens->v[r.start].span.start, tokens->v[r.end - 1].span.end};
    if (sentence.end <= in.start || sentence.start >= in.end) continue;
    if (sentence.start < around.start) around.start = sentence.start;
    if (sentence.end > around.end) around.end = sentence.end;
  }
  vb_language_close(language);
  return around;
}

static void push_shifted(vb_print_marks *marks, vb_span span, ptrdiff_t by, unsigned styles,
                         vb_arena *out) {
  *vb_push(out, marks) = (vb_print_mark){{span.start - by, span.end - by}, styles, {0}};
}

/* The words said are underlined, the cue is bold. */
static void put_sentences(const vb_showing *s, const vb_article *article,
                          const vb_statement *said) {
  char name[VB_FIELD_NAME_BYTES];
  vb_arena scratch = *s->arena;
  vb_print_marks marks = {0};
  vb_str field = vb_field_text(article, said->field, said->caption);
  vb_span in = sentences_around(s, field, extent(said));
  if (in.end <= in.start) return;
  for (ptrdiff_t i = 0; i < said->spans.n; i++)
    push_shifted(&marks, said->spans.v[i], in.start, VB_STYLE_UNDERLINED, &scratch);
  push_shifted(&marks, said->cue, in.start, VB_STYLE_STRONG, &scratch);
  fputs("\n    > ", stdout);
  vb_print_marked(s->cli, vb_str_slice(field, in.start, in.end), &marks, 6, scratch);
  printf("\n      (%.*s, bytes %td to %td)\n",
         VB_ARG(vb_field_label(said->field, said->caption, name)), in.start, in.end);
}

int vb_show_statement(const vb_showing *s, vb_str id) {
  vb_statement_entry entry;
  vb_article article;
  char date[VB_DATE_ISO_BYTES];
  if (!vb_statement_entry_find(s->session->archive, id, &entry, &article, s->arena)) return 1;
  printf("statement %.*s\n", VB_ARG(entry.id));
  put_facts(s, &article, &entry.statement);
  put_sentences(s, &article, &entry.statement);
  vb_str day = vb_date_format(article.published, date);
  vb_str outlet = article.outlet.p ? article.outlet : article.agency;
  putchar('\n');
  vb_show_line("title", article.title);
  vb_show_line("outlet", outlet);
  if (day.n) vb_show_line("published", day);
  vb_show_line("article", article.id);
  vb_show_line("found at", vb_str_format(s->arena, "%.*s (offset %lld)", VB_ARG(article.path),
                                         (long long)article.offset));
  vb_show_line("capture", vb_str_format(s->arena, "SHA-256 %.*s", VB_ARG(article.capture)));
  return 0;
}
