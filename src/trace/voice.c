#include "trace/voice.h"

#include "statements/marks.h"

enum {
  NEAR_SAID = 16,
  QUOTED_SHARE = 50, /* of 100: more of it between marks is a quotation */
  COPIED_SHARE = 95,
  BEFORE_BYTES = 8192, /* of a paragraph: marks further off are not looked at */
  BEHIND_BYTES = 1024,
};

/* What most of the span stands in. */
static const vb_text_said *said_over(const vb_text_saids *all, vb_span span) {
  ptrdiff_t low = 0, high = all->n, most = (span.end - span.start) / 2;
  while (low < high) {
    ptrdiff_t middle = (low + high) / 2;
    if (all->v[middle].span.start < span.end)
      low = middle + 1;
    else
      high = middle;
  }
  const vb_text_said *best = NULL;
  for (ptrdiff_t i = low - 1; i >= 0 && i >= low - NEAR_SAID; i--)
    if (vb_span_overlap(all->v[i].span, span) > most)
      most = vb_span_overlap(all->v[i].span, span), best = &all->v[i];
  return best;
}

/* A mark that opens or closes a quotation; apostrophes are none. */
static bool has_mark(vb_str s) {
  for (ptrdiff_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (c == '"') return true;
    if (c == 0xC2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xAB) return true;
    if (c < 0xE2 || i + 2 >= s.n) continue;
    unsigned char d = (unsigned char)s.p[i + 1], e = (unsigned char)s.p[i + 2];
    if (c == 0xE2 && d == 0x80 && (e == 0x98 || e == 0x9C || e == 0x9D || e == 0x9E)) return true;
    if (c == 0xE3 && d == 0x80 && (e == 0x8C || e == 0x8E || e == 0x8A)) return true;
  }
  return false;
}

/* The paragraph round the span, or as much of it as matters. */
static vb_span paragraph_of(vb_str text, vb_span span) {
  vb_span p = span;
  while (p.start > 0 && span.start - p.start < BEFORE_BYTES && text.p[p.start - 1] != '\n')
    p.start--;
  while (p.end < text.n && p.end - span.end < BEHIND_BYTES && text.p[p.end] != '\n') p.end++;
  return p;
}

vb_span vb_voice_marks(const vb_language *language, vb_str text, vb_span span, vb_arena scratch) {
  vb_span best = {0, 0};
  vb_span p = paragraph_of(text, span);
  vb_str paragraph = vb_str_slice(text, p.start, p.end);
  if (!has_mark(paragraph)) return best;
  vb_tokens tokens = vb_tokens_make(language->words->abbreviations, paragraph, &scratch);
  vb_quoteds quoted = vb_marks_scan(tokens, &scratch);
  for (ptrdiff_t i = 0; i < quoted.n; i++) {
    vb_token_range t = quoted.v[i].inner;
    if (t.start >= t.end) continue;
    vb_span inner = {p.start + tokens.v[t.start].span.start,
                     p.start + tokens.v[t.end - 1].span.end};
    if (vb_span_overlap(inner, span) > vb_span_overlap(best, span)) best = inner;
  }
  return best;
}

/* Are so many hundredths of the span between one pair of marks? */
static bool is_between_marks(const vb_language *language, vb_str text, vb_span span,
                             ptrdiff_t share, vb_arena scratch) {
  vb_span inner = vb_voice_marks(language, text, span, scratch);
  return 100 * vb_span_overlap(inner, span) > share * (span.end - span.start);
}

vb_voiced vb_voice_of(const vb_language *language, const vb_text *text, vb_span span,
                      vb_telling telling, vb_arena scratch) {
  if (telling == VB_TELLING_UNQUOTED) { /* a passage may hold quotations of its own */
    bool all = is_between_marks(language, text->article.text, span, COPIED_SHARE, scratch);
    return (vb_voiced){all ? VB_VOICE_QUOTED : VB_VOICE_OWN, NULL, false};
  }
  const vb_text_said *said = said_over(&text->said, span);
  if (said && said->unmarked) return (vb_voiced){VB_VOICE_OWN, said, false};
  /* "We hear that all is well": who quotes all of it quotes the text, not what it heard. */
  bool whole = said && vb_span_overlap(said->cue, span);
  bool retold = said && said->indirect && !whole;
  if (retold && said->name) return (vb_voiced){VB_VOICE_REPORTED, said, true};
  if (is_between_marks(language, text->article.text, span, QUOTED_SHARE, scratch))
    return (vb_voiced){VB_VOICE_QUOTED, said && said->indirect ? NULL : said, false};
  return (vb_voiced){VB_VOICE_OWN, NULL, retold};
}

vb_known vb_voice_meets(const vb_name *speaker, const vb_name *names, ptrdiff_t n) {
  vb_known meets = VB_UNKNOWN;
  for (ptrdiff_t i = 0; speaker && i < n; i++) {
    vb_names_match m = vb_names_compare(speaker, &names[i]);
    if (m >= VB_NAMES_PART) return VB_YES;
    if (m == VB_NAMES_DIFFER) meets = VB_NO;
  }
  return meets;
}

/* How many of the words of a name stand among these, with a capital. */
static int named_in(vb_folded_words words, const vb_name *name) {
  int n = 0;
  for (ptrdiff_t k = 0; k < name->words.n && k < VB_NAME_WORDS; k++) {
    if (name->kind[k] != VB_NAME_CORE) continue;
    uint64_t hash = vb_folded_hash(name->words.v[k]);
    ptrdiff_t i = 0;
    while (i < words.n && (words.v[i].hash != hash || !(words.v[i].flags & VB_FOLDED_CAPITAL))) i++;
    n += i < words.n;
  }
  return n;
}

static int n_core(const vb_name *name) {
  int n = 0;
  for (ptrdiff_t k = 0; k < name->words.n && k < VB_NAME_WORDS; k++)
    n += name->kind[k] == VB_NAME_CORE;
  return n;
}

/* Whose text the heading says it is. */
static vb_known heads(const vb_voicing *sought, vb_text *text, vb_arena scratch) {
  const vb_text_names *persons = sought->persons;
  int here = named_in(text->heading, sought->speaker), others = 0;
  for (ptrdiff_t i = 0; i < persons->n; i++) {
    int n = named_in(text->heading, &persons->v[i]);
    if (n > others) others = n;
  }
  bool all = here && here == n_core(sought->speaker); /* beside whom it is sent to, perhaps */
  if (all || here >= others) return here ? VB_YES : VB_UNKNOWN;
  if (here) return VB_NO;
  vb_folded_words words = vb_texts_words(sought->texts, text, scratch);
  return !named_in(words, sought->speaker) ? VB_NO : VB_UNKNOWN;
}

bool vb_voice_is_own(const vb_voicing *sought, vb_text *text, vb_voiced voiced, vb_arena scratch) {
  if (voiced.voice != VB_VOICE_REPORTED || !sought->speaker) return voiced.voice == VB_VOICE_OWN;
  return vb_voice_meets(sought->speaker, voiced.said->name, 1) == VB_NO &&
         heads(sought, text, scratch) == VB_YES;
}

vb_known vb_voice_speaker(const vb_voicing *sought, vb_text *text, vb_voiced voiced, bool own,
                          vb_arena scratch) {
  const vb_name *speaker = sought->speaker;
  if (!speaker) return VB_UNKNOWN;
  if (voiced.voice == VB_VOICE_REPORTED && own) return VB_YES;
  if (voiced.said && voiced.said->name) return vb_voice_meets(speaker, voiced.said->name, 1);
  if (voiced.voice != VB_VOICE_OWN) return VB_UNKNOWN;
  if (vb_voice_meets(speaker, text->authors.v, text->authors.n) == VB_YES) return VB_YES;
  return heads(sought, text, scratch);
}

bool vb_voice_tells(const vb_text *text, const vb_name *speaker) {
  for (ptrdiff_t i = 0; speaker && i < text->said.n; i++) {
    const vb_text_said *said = &text->said.v[i];
    if (said->unmarked || said->indirect || !said->name) continue;
    if (vb_names_compare(speaker, said->name) >= VB_NAMES_PART) return true;
  }
  return false;
}
