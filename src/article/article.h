/* Articles: the clean text of a capture with its facts.
 *
 * In: a completed vb_capture.  Out: one vb_article; several where a capture
 * holds several (split.h).  HTML and text dumps become the same block model
 * (blocks.h), so one classifier and one set of fact finders serve both.
 * JSON Lines records are articles already: their text is kept byte for byte.
 *
 * Invariants: text is UTF-8, paragraphs separated by one blank line; dateline,
 * end marks and agency tags are facts and not in it (JSON Lines text excepted);
 * published is never later than captured; unknown is unknown (p == NULL, or a
 * date of precision NONE).
 */
#ifndef VB_ARTICLE_ARTICLE_H
#define VB_ARTICLE_ARTICLE_H

#include "article/clue.h"
#include "capture/capture.h"
#include "lexicon/lexicon.h"

/* Where in its capture an article stands, where that is not the page as a reader sees it. */
typedef enum {
  VB_TAKEN_PAGE,     /* all of it */
  VB_TAKEN_PART,     /* one of several articles: from its title to the next one's */
  VB_TAKEN_JSON_LD,  /* not in the visible page: "articleBody" of its JSON-LD */
  VB_TAKEN_SCRIPT,   /* not in the visible page: a text in the state of one of its scripts */
  VB_TAKEN_NOSCRIPT, /* not in the visible page: <noscript> or <template> */
} vb_taken_from;

typedef struct {
  vb_taken_from from;
  vb_span span; /* bytes of the capture in UTF-8; {0} of a whole page */
} vb_taken;
const char *vb_taken_name(vb_taken_from from); /* "part", "json-ld", ...; NULL of VB_TAKEN_PAGE */
vb_taken_from vb_taken_named(vb_str name);

typedef struct {
  vb_str id; /* "sha256:..." of capture and ordinal, or the id that JSON Lines gave */
  bool id_given;
  vb_str capture; /* SHA-256 of the capture */
  vb_str path, url;
  int64_t offset;
  vb_date captured;
  vb_str title, subtitle, byline, agency, outlet;
  vb_str language; /* ISO 639-1 */
  vb_date published, updated;
  vb_str dateline_place;
  vb_date dateline_date;
  vb_str text;
  vb_strs captions;
  vb_taken taken;
  vb_clues clues; /* where the facts come from */
} vb_article;
VB_SLICE_TYPE(vb_articles, vb_article);

/* The tables that this stage needs, compiled once and shared by all threads (read only).  The
 * lexicon must outlive it. */
typedef struct vb_article_grammar vb_article_grammar;
int vb_article_grammar_open(vb_article_grammar **grammar, const vb_lexicon *lexicon,
                            vb_error *error);
void vb_article_grammar_close(vb_article_grammar *grammar);

/* All articles of a capture, in its order, never none.  0, or VB_BAD_INPUT (a JSON Lines record
 * that is no article).  Results live in `out`. */
int vb_articles_read(const vb_article_grammar *grammar, const vb_capture *capture,
                     vb_articles *articles, vb_arena *out, vb_arena scratch, vb_error *error);
/* The first of them. */
int vb_article_read(const vb_article_grammar *grammar, const vb_capture *capture,
                    vb_article *article, vb_arena *out, vb_arena scratch, vb_error *error);

/* The id of the article that stands at `ordinal`, from 0, in the capture whose SHA-256 this is. */
vb_str vb_article_id(vb_str capture, ptrdiff_t ordinal, vb_arena *out);

#endif
