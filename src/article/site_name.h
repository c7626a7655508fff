/* Titles without the name of the site: "Envoys meet | The Marula Times". */
#ifndef VB_ARTICLE_SITE_NAME_H
#define VB_ARTICLE_SITE_NAME_H

#include "article/blocks.h"

/* `title` without the name of the site before or behind a bar or dash.  `outlet` and `section` are
 * what the page calls them ({0}: unknown); a heading of the page that says the rest decides. */
vb_str vb_site_name_strip(vb_str title, vb_str outlet, vb_str section, const vb_page *page,
                          vb_arena scratch);

/* The length of the bar or dash with blanks around it that stands at `at`; 0 if none does. */
ptrdiff_t vb_site_name_separator(vb_str s, ptrdiff_t at);

/* "Envoys meet-World": `whole` is `part`, a sign, and one or two words behind it. */
bool vb_site_name_adds_section(vb_str whole, vb_str part);

#endif
