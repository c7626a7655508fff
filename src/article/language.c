#include "article/language.h"

#include "base/utf8.h"

enum { SAMPLE_BYTES = 6000, MAX_LANGUAGES = 64, SURE_VOTES = 4 };

typedef struct {
  int32_t first, last;
  const char *language; /* NULL: words decide */
} script;

static const script scripts[] = {
    {0x41, 0x24F, NULL},    {0x370, 0x3FF, "el"},   {0x400, 0x52F, NULL},   {0x530, 0x58F, "hy"},
    {0x590, 0x5FF, "he"},   {0x600, 0x6FF, "ar"},   {0x900, 0x97F, "hi"},   {0x980, 0x9FF, "bn"},
    {0xA00, 0xA7F, "pa"},   {0xA80, 0xAFF, "gu"},   {0xB80, 0xBFF, "ta"},   {0xC00, 0xC7F, "te"},
    {0xC80, 0xCFF, "kn"},   {0xD00, 0xD7F, "ml"},   {0xD80, 0xDFF, "si"},   {0xE00, 0xE7F, "th"},
    {0xE80, 0xEFF, "lo"},   {0x1000, 0x109F, "my"}, {0x10A0, 0x10FF, "ka"}, {0x1100, 0x11FF, "ko"},
    {0x1200, 0x137F, "am"}, {0x1780, 0x17FF, "km"}, {0x1E00, 0x1EFF, NULL}, {0x1F00, 0x1FFF, "el"},
    {0x3040, 0x30FF, "ja"}, {0x4E00, 0x9FFF, "zh"}, {0xAC00, 0xD7AF, "ko"},
};
enum { N_SCRIPTS = sizeof scripts / sizeof *scripts };

typedef struct {
  int letters, by_script[N_SCRIPTS], persian;
} census;

static census count_letters(vb_str s) {
  census n = {0};
  for (ptrdiff_t i = 0; i < s.n;) {
    int len;
    int32_t c = vb_utf8_decode(s, i, &len);
    i += len;
    if (!vb_utf8_is_letter(c)) continue;
    n.letters++;
    n.persian += c == 0x67E || c == 0x686 || c == 0x698 || c == 0x6AF || c == 0x6CC;
    for (int k = 0; k < N_SCRIPTS; k++)
      if (c >= scripts[k].first && c <= scripts[k].last) {
        n.by_script[k]++;
        break;
      }
  }
  return n;
}

/* The script that holds most letters; Kana among Han is Japanese. */
static int main_script(const census *n) {
  int best = -1, kana = -1, han = -1;
  for (int k = 0; k < N_SCRIPTS; k++) {
    if (n->by_script[k] && (best < 0 || n->by_script[k] > n->by_script[best])) best = k;
    if (scripts[k].first == 0x3040) kana = k;
    if (scripts[k].first == 0x4E00) han = k;
  }
  return best == han && best >= 0 && n->by_script[kana] * 10 > n->by_script[han] ? kana : best;
}

/* The language whose short words are the most; *votes gets how many, less the second's. */
static vb_str vote(const vb_article_grammar *g, vb_str s, int *votes, vb_arena scratch) {
  int of[MAX_LANGUAGES] = {0};
  vb_str folded = vb_utf8_fold(&scratch, s);
  for (ptrdiff_t i = 0; i < folded.n;) {
    ptrdiff_t start = i;
    while (i < folded.n && (vb_is_alpha(folded.p[i]) || (folded.p[i] & 0x80))) i++;
    const vb_dict_entry *e =
        i > start ? vb_dict_get(&g->stopwords, vb_str_slice(folded, start, i)) : NULL;
    for (int k = 0; e && k < g->languages.n; k++) of[k] += (int)((e->value >> k) & 1);
    if (i == start) i++;
  }
  int best = 0, second = 0;
  for (int k = 1; k < g->languages.n; k++)
    if (of[k] > of[best]) best = k;
  for (int k = 0; k < g->languages.n; k++)
    if (k != best && of[k] > second) second = of[k];
  *votes = of[best] - second;
  return of[best] ? g->languages.v[best] : (vb_str){0};
}

static vb_str declared_code(vb_str declared, vb_arena *out) {
  if (declared.n < 2 || !vb_is_alpha(declared.p[0]) || !vb_is_alpha(declared.p[1]))
    return (vb_str){0};
  if (declared.n > 2 && vb_is_alpha(declared.p[2])) return (vb_str){0};
  return vb_str_lower(out, vb_str_slice(declared, 0, 2));
}

vb_str vb_language_detect(const vb_article_grammar *grammar, vb_str text, vb_str declared,
                          vb_arena *out, vb_arena scratch) {
  vb_str sample = vb_str_slice(text, 0, vb_utf8_back(text, SAMPLE_BYTES));
  census n = count_letters(sample);
  int k = main_script(&n);
  vb_str code = declared_code(declared, out);
  if (k < 0 || !n.letters) return code;
  if (scripts[k].language && scripts[k].first == 0x600 && n.persian * 50 > n.letters)
    return code.n ? code : VB_S("fa");
  if (scripts[k].language) return vb_str_from(scripts[k].language);
  int votes = 0;
  vb_str voted = vote(grammar, sample, &votes, scratch);
  return votes >= SURE_VOTES || !code.n ? voted : code;
}
