/* Bytes of any charset to UTF-8.
 *
 * The charset is the first of these that fits the bytes: a byte order mark's; UTF-16 by where its
 * NULs stand; UTF-8 where all is valid; what the page's <meta> elements and its XML declaration
 * say, in their order (they may lie); UTF-8 with damage; uchardet's guess; the East Asian charset
 * whose pairs look like text (charset_fit.h); windows-1252.  Bytes that the charset has no
 * character for become U+FFFD.
 */
#ifndef VB_CAPTURE_CHARSET_H
#define VB_CAPTURE_CHARSET_H

#include "base/str.h"

/* *text gets valid UTF-8: `bytes` themselves where nothing had to change, else a copy in `out`.
 * False: no charset fits. */
bool vb_charset_to_utf8(vb_str bytes, bool markup, vb_str *text, vb_arena *out, vb_arena scratch);
/* True if the bytes are UTF-16, with a byte order mark or clearly without (then NULs are no sign of
 * binary data). */
bool vb_charset_is_utf16(vb_str bytes);

#endif
