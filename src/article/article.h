/* Articles: the clean text of a capture with its facts.
 *
 * In: a completed vb_capture.  Out: one vb_article (several when a capture
 * holds several, later).  HTML and text dumps become the same block model
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

#include "capture/capture.h"
#include "lexicon/lexicon.h"

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
} vb_article;

/* The tables that this stage needs, compiled once and shared by all threads (read only).  The
 * lexicon must outlive it. */
typedef struct vb_article_grammar vb_article_grammar;
int vb_article_grammar_open(vb_article_grammar **grammar, const vb_lexicon *lexicon,
                            vb_error *error);
void vb_article_grammar_close(vb_article_grammar *grammar);

/* 0, or VB_BAD_INPUT (a JSON Lines record that is no article).  Results live in `out`. */
int vb_article_read(const vb_article_grammar *grammar, const vb_capture *capture,
                    vb_article *article, vb_arena *out, vb_arena scratch, vb_error *error);

#endif
