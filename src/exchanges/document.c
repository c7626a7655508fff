/* Documents: an article that is the letter itself, and one that speaks as "I".
 *
 *   Letter from President Ana Costa to King Olav Berg       the title names form and parties
 *
 *   His Majesty King Olav Berg                              an address, in some
 *   Northgate
 *   Your Majesty:                                           a salutation opens it
 *   ...
 *   Sincerely,
 *   Ana Costa                                               the name stands alone near the end */
#include "exchanges/find.h"

enum { SALUTATION_TOKENS = 14, SIGNATURE_TOKENS = 24, LAST_PARAGRAPHS = 5, ADDRESS_LINES = 8 };

static vb_phrase_match words_at(const vb_finder *f, vb_tokens t, ptrdiff_t i, uint32_t class) {
  return vb_phrases_at(f->grammar->xwords, t, i, t.n, class);
}

static ptrdiff_t paragraph_end(vb_tokens t, ptrdiff_t start) {
  ptrdiff_t i = start + 1;
  while (i < t.n && !(t.v[i].flags & VB_TOKEN_PARAGRAPH)) i++;
  return i;
}

static ptrdiff_t paragraph_start(vb_tokens t, ptrdiff_t end) {
  ptrdiff_t i = end - 1;
  while (i > 0 && !(t.v[i].flags & VB_TOKEN_PARAGRAPH)) i--;
  return i;
}

/* The mention that begins in [i, end); `whole`: and is all of it but marks. */
static bool mention_in(const vb_finder *f, vb_tokens t, vb_token_range in, bool whole,
                       vb_mention *m) {
  for (ptrdiff_t i = in.start; i < in.end; i++) {
    if (vb_mention_parse(f->grammar->words, t, i, in.end, false, m, f->out) &&
        vb_people_resolve(f->people, m, NULL, f->out)) {
      ptrdiff_t behind = m->tokens.end;
      while (behind < in.end && t.v[behind].kind == VB_TOKEN_PUNCT) behind++;
      return !whole || behind == in.end;
    }
    if (whole) return false;
  }
  return false;
}

/* The paragraph, one of the last, that is a name and nothing else. */
static bool find_signature(const vb_finder *f, vb_tokens t, vb_mention *m, vb_token_range *at) {
  ptrdiff_t end = t.n;
  for (int n = 0; n < LAST_PARAGRAPHS && end > 0; n++) {
    *at = (vb_token_range){paragraph_start(t, end), end};
    if (at->end - at->start <= SIGNATURE_TOKENS && at->start > 0 &&
        mention_in(f, t, *at, true, m) && m->kind == VB_MENTION_PERSON)
      return true;
    end = at->start;
  }
  return false;
}

/* What stands below the name: the office that it is signed in. */
static void add_office(const vb_finder *f, vb_tokens t, ptrdiff_t below, vb_actor *sender) {
  vb_mention office;
  if (sender->office.n || below >= t.n) return;
  vb_token_range line = {below, paragraph_end(t, below)};
  if (!mention_in(f, t, line, true, &office) || office.kind != VB_MENTION_HOLDER) return;
  sender->office = office.actor.office;
  if (!sender->country.n) sender->country = office.actor.country;
}

/* "Letter to King Olav Berg": the form of the title and whom it is to. */
static bool read_title(const vb_finder *f, vb_tokens t, vb_form_phrase *form, vb_mention *to) {
  bool have = t.n && vb_token_is(&t.v[0], VB_S("to")); /* "To His Majesty ..." */
  for (ptrdiff_t i = 0; i < t.n; i++) {
    if (!have) have = vb_form_phrase_parse(f->grammar, t, i, t.n, form);
    if (!have || !vb_token_is(&t.v[i], VB_S("to"))) continue;
    return vb_form_is_written(form->form) &&
           mention_in(f, t, (vb_token_range){i + 1, t.n}, false, to);
  }
  return false;
}

static bool is_salutation(const vb_finder *f, vb_tokens t, vb_token_range line) {
  if (line.end - line.start > SALUTATION_TOKENS) return false;
  if (!words_at(f, t, line.start, VB_XWORD_SALUTATION).n_tokens) return false;
  const vb_token *last = &t.v[line.end - 1];
  return vb_token_is(last, VB_S(":")) || vb_token_is(last, VB_S(",")) ||
         vb_token_is(last, VB_S("!"));
}

/* "Excellency", "Mr. President": nobody writes so to a friend. */
static bool is_formal(const vb_finder *f, vb_tokens t, vb_token_range line) {
  for (ptrdiff_t i = line.start; i < line.end; i++)
    if (vb_words_at(f->grammar->words, t, i, line.end, VB_WORD_OFFICE | VB_WORD_HONORIFIC).n_tokens)
      return true;
  return false;
}

/* The first paragraph, or one below the short lines of an address. */
static bool find_salutation(const vb_finder *f, vb_tokens t, vb_token_range *line) {
  ptrdiff_t start = 0;
  for (int n = 0; n <= ADDRESS_LINES && start < t.n; n++) {
    *line = (vb_token_range){start, paragraph_end(t, start)};
    if (is_salutation(f, t, *line)) return is_formal(f, t, *line);
    if (line->end - line->start > SALUTATION_TOKENS) return false;
    start = line->end;
  }
  return false;
}

void vb_document_read(vb_finder *f, vb_tokens title, vb_tokens t, vb_arena scratch) {
  if (t.n == 0) return;
  vb_token_range opening, at;
  vb_mention sender, to;
  vb_form_phrase form = {.form = VB_FORM_LETTER};
  if (!find_salutation(f, t, &opening) || !find_signature(f, t, &sender, &at)) return;
  if (at.start <= opening.start) return;
  bool titled = read_title(f, title, &form, &to);
  if (!titled) {
    vb_token_range address = {0, opening.start}, greeted = {opening.start + 1, opening.end};
    form = (vb_form_phrase){.form = VB_FORM_LETTER};
    if (!mention_in(f, t, address, false, &to) && !mention_in(f, t, greeted, false, &to)) return;
  }
  if (!to.actor.name.n && !to.actor.country.n) return; /* "Mr. Speaker": at home */
  add_office(f, t, at.end, &sender.actor);
  vb_exchange x = {.form = (vb_form)form.form, .purpose = form.purpose, .answers = -1};
  x.reported = vb_date_day(f->article->published);
  x.pattern = vb_str_from(VB_DOCUMENT);
  *vb_push(f->out, &x.from) = sender.actor;
  *vb_push(f->out, &x.to) = to.actor;
  vb_token_range parts[] = {{0, opening.end}, at};
  for (int i = 0; i < 2; i++)
    *vb_push(f->out, &x.evidence) =
        (vb_evidence){.field = VB_FIELD_TEXT,
                      .span = {t.v[parts[i].start].span.start, t.v[parts[i].end - 1].span.end}};
  vb_found_join(f, x, (vb_exchange_hints){0}, scratch);
}

/* "Statement by President Ana Costa on ...": who says "I" in the text; NULL if the title tells
 * nobody. */
const vb_actor *vb_document_author(const vb_finder *f, vb_tokens title) {
  for (ptrdiff_t i = 1; i + 1 < title.n; i++) {
    bool by = vb_token_is(&title.v[i], VB_S("by")) || vb_token_is(&title.v[i], VB_S("from"));
    if (!by || !words_at(f, title, i - 1, VB_XWORD_FORM | VB_XWORD_SPEECH).n_tokens) continue;
    vb_mention *m = VB_NEW(f->out, vb_mention);
    vb_token_range rest = {i + 1, i + 2};
    if (vb_mention_parse(f->grammar->words, title, rest.start, title.n, false, m, f->out) &&
        vb_people_resolve(f->people, m, NULL, f->out) && m->kind == VB_MENTION_PERSON)
      return &m->actor;
  }
  return NULL;
}
