#include "language/name_reading.h"

#include "base/utf8.h"

enum {
  HAN_FIRST = 0x4E00,
  HAN_LAST = 0x9FFF,
  N_HAN = HAN_LAST - HAN_FIRST + 1,
  KEY_SYMBOLS = 64,
  MIN_SYMBOLS = 4, /* two syllables, about */
  MAX_NAME = 96,   /* bytes; nobody's name is longer in these scripts */
};

struct vb_name_readings {
  const vb_table *table;
  ptrdiff_t reading;
  /* 1 + row of the table, 0: unknown */
  uint16_t mandarin[N_HAN], family[N_HAN], korean[N_HAN];
};

static void enter(uint16_t *rows, vb_str characters, ptrdiff_t row) {
  int len;
  for (ptrdiff_t i = 0; i < characters.n; i += len) {
    int32_t c = vb_utf8_decode(characters, i, &len);
    if (c >= HAN_FIRST && c <= HAN_LAST && !rows[c - HAN_FIRST])
      rows[c - HAN_FIRST] = (uint16_t)(row + 1);
  }
}

const vb_name_readings *vb_name_readings_load(const vb_lexicon *lexicon, vb_arena *out) {
  vb_name_readings *r = VB_NEW(out, vb_name_readings);
  r->table = vb_lexicon_table(lexicon, VB_S("world/readings"));
  if (!r->table) return r;
  r->reading = vb_table_column(r->table, "reading");
  ptrdiff_t kind = vb_table_column(r->table, "kind");
  ptrdiff_t characters = vb_table_column(r->table, "characters");
  for (ptrdiff_t row = 0; row < r->table->n_rows && row < UINT16_MAX; row++) {
    vb_str k = vb_table_field(r->table, row, kind);
    uint16_t *rows = vb_str_eq(k, VB_S("korean"))            ? r->korean
                     : vb_str_eq(k, VB_S("mandarin-family")) ? r->family
                                                             : r->mandarin;
    enter(rows, vb_table_field(r->table, row, characters), row);
  }
  return r;
}

static vb_str reading_of(const vb_name_readings *r, const uint16_t *rows, int32_t c) {
  if (c < HAN_FIRST || c > HAN_LAST || !rows[c - HAN_FIRST]) return (vb_str){0};
  return vb_table_field(r->table, rows[c - HAN_FIRST] - 1, r->reading);
}

/* ---- skeletons ---- */

typedef struct {
  char v[KEY_SYMBOLS];
  int n;
} skeleton;

/* The same symbol twice in a row is one. */
static void put(skeleton *s, char symbol) {
  if (!symbol || s->n == KEY_SYMBOLS || (s->n && s->v[s->n - 1] == symbol)) return;
  s->v[s->n++] = symbol;
}

/* One syllable: its letters by their places in the Hangul block.  G stands for ng. */
static void put_syllable(skeleton *s, int32_t c, bool family) {
  static const char initials[] = "KKNTTLMPPSS\0CCCKTPH";
  static const char vowels[] = "AEAEOEOEOAEEOOOEIOOII";
  static const char finals[] = "\0KKKNNNTLKMLLLPLMPPTTGTTKTP";
  static const char front[] = "\0\0AE\0\0OE\0\0\0\0O\0\0\0\0O\0\0I"; /* behind these r and n fall */
  int32_t at = c - 0xAC00;
  if (at < 0 || at >= 19 * 21 * 28) return;
  int initial = at / (21 * 28), vowel = at / 28 % 21, final = at % 28;
  char first = initials[initial];
  if (family && (first == 'L' || first == 'N')) first = front[vowel] ? '\0' : 'N';
  put(s, first);
  put(s, vowels[vowel]);
  put(s, final < 27 ? finals[final] : '\0');
}

static skeleton hangul_skeleton(vb_str name) {
  skeleton s = {.n = 0};
  int len;
  for (ptrdiff_t i = 0; i < name.n; i += len)
    put_syllable(&s, vb_utf8_decode(name, i, &len), i == 0);
  return s;
}

static bool is_vowel(vb_str s, ptrdiff_t i) {
  return i < s.n && s.p[i] && strchr("aeiouyw", s.p[i]) != NULL;
}

typedef struct {
  const char *letters;
  char symbol;
} spelling;

/* The longest spelling at i; its length, 0 if there is none. */
static ptrdiff_t spelled(vb_str s, ptrdiff_t i, const spelling *list, size_t n, char *symbol) {
  for (size_t k = 0; k < n; k++) {
    vb_str letters = vb_str_from(list[k].letters);
    if (!vb_str_starts(vb_str_slice(s, i, s.n), letters)) continue;
    *symbol = list[k].symbol;
    return letters.n;
  }
  return 0;
}

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* Romanised vowels, longer spellings first; y and w before a vowel say nothing. */
static ptrdiff_t vowel_at(vb_str s, ptrdiff_t i, char *symbol) {
  static const spelling vowels[] = {{"oo", 'O'}, {"eo", 'O'}, {"eu", 'O'}, {"ou", 'O'}, {"oe", 'E'},
                                    {"oi", 'E'}, {"ae", 'E'}, {"ai", 'E'}, {"ay", 'E'}, {"ei", 'E'},
                                    {"ee", 'I'}, {"ui", 'I'}, {"ia", 'A'}, {"ie", 'E'}, {"iu", 'O'},
                                    {"ua", 'A'}, {"uo", 'O'}, {"ue", 'E'}, {"a", 'A'},  {"e", 'E'},
                                    {"i", 'I'},  {"o", 'O'},  {"u", 'O'},  {"v", 'O'}};
  bool glide = (s.p[i] == 'y' || s.p[i] == 'w') && is_vowel(s, i + 1);
  ptrdiff_t n = spelled(s, i + glide, vowels, COUNT(vowels), symbol);
  if (!n && s.p[i] == 'y') return *symbol = 'I', 1;
  return n ? n + glide : 0;
}

static ptrdiff_t consonant_at(vb_str s, ptrdiff_t i, char *symbol) {
  static const spelling consonants[] = {
      {"ng", 'G'}, {"ch", 'C'}, {"sh", 'S'}, {"kh", 'K'}, {"th", 'T'}, {"ph", 'P'}, {"zh", 'C'},
      {"ts", 'C'}, {"tz", 'C'}, {"ck", 'K'}, {"rh", 'L'}, {"k", 'K'},  {"g", 'K'},  {"t", 'T'},
      {"d", 'T'},  {"p", 'P'},  {"b", 'P'},  {"f", 'P'},  {"j", 'C'},  {"z", 'C'},  {"c", 'C'},
      {"q", 'C'},  {"x", 'S'},  {"s", 'S'},  {"l", 'L'},  {"m", 'M'},  {"n", 'N'}};
  if (s.p[i] == 'h') return *symbol = is_vowel(s, i + 1) ? 'H' : '\0', 1; /* Ahn, Roh */
  if (s.p[i] == 'c' && i + 1 == s.n) return *symbol = 'K', 1;             /* Duc */
  if (s.p[i] == 'r' && !(i + 1 < s.n && s.p[i + 1] == 'h'))
    return *symbol = is_vowel(s, i + 1) ? 'L' : '\0', 1; /* Park */
  return spelled(s, i, consonants, COUNT(consonants), symbol);
}

/* What Hangul writes for vowels of pinyin: wen as won, yan and tian with e. */
static char pinyin_vowel(vb_str s, ptrdiff_t i, ptrdiff_t n, char symbol) {
  if (n == 1 && s.p[i] == 'e') return 'O';
  if (symbol == 'E' && n == 2 && s.p[i] == 'w') return 'O';
  bool an = symbol == 'A' && (s.p[i] == 'i' || s.p[i] == 'y') && i + n < s.n && s.p[i + n] == 'n';
  return an && !(i + n + 1 < s.n && s.p[i + n + 1] == 'g') ? 'E' : symbol;
}

/* One word in small letters: of a Latin name, or a syllable of pinyin. */
static void put_word(skeleton *s, vb_str word, bool family, bool pinyin) {
  for (ptrdiff_t i = 0; i < word.n;) {
    char symbol = '\0', next = '\0';
    bool vowel = is_vowel(word, i);
    ptrdiff_t n = vowel ? vowel_at(word, i, &symbol) : consonant_at(word, i, &symbol);
    if (vowel && pinyin) symbol = pinyin_vowel(word, i, n, symbol);
    if (i == 0 && family && (symbol == 'L' || symbol == 'N') && n < word.n) {
      bool front =
          word.p[n] == 'y' || word.p[n] == 'i' || (vowel_at(word, n, &next) && next == 'I');
      symbol = front ? '\0' : 'N';
    }
    put(s, symbol);
    i += n ? n : 1;
  }
}

/* Words first .. n - 1, then those before: the family name stands in front. */
static skeleton latin_skeleton(const vb_strs *words, ptrdiff_t first, bool pinyin) {
  skeleton s = {.n = 0};
  for (ptrdiff_t i = 0; i < words->n; i++)
    put_word(&s, words->v[(i + first) % words->n], i == 0, pinyin);
  return s;
}

/* ---- keys ---- */

static void add_key(vb_name_keys *keys, char kind, const char *p, ptrdiff_t n, vb_arena *out) {
  if (n < MIN_SYMBOLS || keys->n == VB_NAME_KEYS) return;
  keys->v[keys->n++] = vb_str_format(out, "%c:%.*s", kind, (int)n, p);
}

static void add_latin(vb_name_keys *keys, vb_str name, vb_arena *out) {
  vb_strs words = {0};
  vb_str folded = vb_utf8_fold(out, name);
  for (ptrdiff_t i = 0; i < folded.n;) {
    ptrdiff_t start = i;
    while (i < folded.n && (vb_is_lower(folded.p[i]) || folded.p[i] == '\'')) i++;
    if (i > start) *vb_push(out, &words) = vb_str_slice(folded, start, i);
    i += i == start;
  }
  if (words.n < 2 || words.n > 4) return; /* a family name alone says too little */
  for (int turn = 0; turn < 2; turn++) {
    ptrdiff_t first = turn ? words.n - 1 : 0;
    skeleton s = latin_skeleton(&words, first, false), letters = {.n = 0};
    skeleton sound = latin_skeleton(&words, first, true);
    for (ptrdiff_t k = 0; k < words.n; k++) {
      vb_str w = words.v[(k + first) % words.n];
      for (ptrdiff_t i = 0; i < w.n && letters.n < KEY_SYMBOLS; i++)
        if (w.p[i] != '\'') letters.v[letters.n++] = w.p[i];
    }
    add_key(keys, 'k', s.v, s.n, out);
    add_key(keys, 'z', letters.v, letters.n, out);
    add_key(keys, 't', sound.v, sound.n, out);
  }
}

static void add_hangul(vb_name_keys *keys, vb_str name, vb_arena *out) {
  skeleton s = hangul_skeleton(name);
  add_key(keys, 'k', s.v, s.n, out);
  add_key(keys, 't', s.v, s.n, out);
}

static void add_han(const vb_name_readings *r, vb_name_keys *keys, vb_str name, vb_arena *out) {
  skeleton korean = {.n = 0}, sound = {.n = 0}, pinyin = {.n = 0};
  bool all_korean = true;
  int len, ignored;
  for (ptrdiff_t i = 0; i < name.n; i += len) {
    int32_t c = vb_utf8_decode(name, i, &len);
    vb_str family = i == 0 ? reading_of(r, r->family, c) : (vb_str){0};
    vb_str m = family.n ? family : reading_of(r, r->mandarin, c), k = reading_of(r, r->korean, c);
    if (!m.n) return;
    for (ptrdiff_t j = 0; j < m.n && pinyin.n < KEY_SYMBOLS; j++) pinyin.v[pinyin.n++] = m.p[j];
    put_word(&sound, m, i == 0, true);
    all_korean &= k.n > 0;
    if (k.n) put_syllable(&korean, vb_utf8_decode(k, 0, &ignored), i == 0);
  }
  if (all_korean) add_key(keys, 'k', korean.v, korean.n, out);
  add_key(keys, 'z', pinyin.v, pinyin.n, out);
  add_key(keys, 't', sound.v, sound.n, out);
}

/* The one script of all letters. */
static vb_name_script script_of(vb_str name) {
  vb_name_script script = VB_SCRIPT_OTHER;
  int len;
  for (ptrdiff_t i = 0; i < name.n; i += len) {
    int32_t c = vb_utf8_decode(name, i, &len);
    if (!vb_utf8_is_letter(c)) continue;
    vb_name_script one = c < 0x250                         ? VB_SCRIPT_LATIN
                         : vb_utf8_is_hangul(c)            ? VB_SCRIPT_HANGUL
                         : c >= HAN_FIRST && c <= HAN_LAST ? VB_SCRIPT_HAN
                                                           : VB_SCRIPT_OTHER;
    if (one == VB_SCRIPT_OTHER || (script && one != script)) return VB_SCRIPT_OTHER;
    script = one;
  }
  return script;
}

vb_name_keys vb_name_keys_read(const vb_name_readings *readings, vb_str name, vb_arena *out) {
  vb_name_keys keys = {.script = VB_SCRIPT_OTHER};
  name = vb_str_trim(name);
  if (!name.n || name.n > MAX_NAME) return keys;
  keys.script = script_of(name);
  if (keys.script == VB_SCRIPT_LATIN) add_latin(&keys, name, out);
  if (keys.script == VB_SCRIPT_HANGUL) add_hangul(&keys, name, out);
  if (keys.script == VB_SCRIPT_HAN) add_han(readings, &keys, name, out);
  return keys;
}

bool vb_name_keys_meet(const vb_name_keys *a, const vb_name_keys *b) {
  if (a->script == b->script) return false;
  for (int i = 0; i < a->n; i++)
    for (int k = 0; k < b->n; k++)
      if (vb_str_eq(a->v[i], b->v[k])) return true;
  return false;
}
