/* What agencies put around a text: the dateline before it, marks and tags behind it. */
#ifndef VB_ARTICLE_DATELINE_H
#define VB_ARTICLE_DATELINE_H

#include "article/dates.h"

typedef struct {
  vb_str place, agency; /* {0}: not told */
  vb_date date;
  bool no_year;  /* date.year is 0 */
  ptrdiff_t end; /* where the text proper begins */
} vb_dateline;

/* "Lisbon, May 3 (XNA) -- ", "OSLO - ", "MOSCOW, September 3. /XNA/. " at the start of `text`.
 * `marked` are the bytes that the page's markup calls a dateline (0: none). */
bool vb_dateline_find(const vb_article_grammar *grammar, vb_str text, ptrdiff_t marked,
                      vb_dateline *found, vb_arena scratch);
/* The same for Chinese and Korean agencies: "新华社里斯本3月23日电", "(서울=연합뉴스)". */
bool vb_dateline_find_cjk(const vb_article_grammar *grammar, vb_str text, vb_dateline *found,
                          vb_arena scratch);
/* The agency that `s` names, in its canonical spelling; {0} if it is none. */
vb_str vb_agency_named(const vb_article_grammar *grammar, vb_str s, vb_arena scratch);
/* The agency that `s` begins with ("XNA.example (En)"). */
vb_str vb_agency_prefix(const vb_article_grammar *grammar, vb_str s, vb_arena scratch);
/* `s` without end marks and agency tag; *agency gets the tag's agency, *marked if any was there. */
vb_str vb_strip_end(const vb_article_grammar *grammar, vb_str s, vb_str *agency, bool *marked,
                    vb_arena scratch);
vb_str vb_strip_start(const vb_article_grammar *grammar, vb_str s);
/* True if `s` ends in a picture's credit: "(XNA-Other)", "[XNA]", "/ XNA", "(photo: XNA)". */
bool vb_ends_in_credit(const vb_article_grammar *grammar, vb_str s, vb_arena scratch);

#endif
