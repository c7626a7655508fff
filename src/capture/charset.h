/* Bytes of any charset to UTF-8.
 *
 * The charset is decided in this order: byte order mark; validity as UTF-8 where
 * the bytes are not plain ASCII; what the page's own <meta> says; uchardet's
 * guess.  Bytes that the charset has no character for become U+FFFD.
 */
#ifndef VB_CAPTURE_CHARSET_H
#define VB_CAPTURE_CHARSET_H

#include "base/str.h"

/* Valid UTF-8; `bytes` itself where nothing had to change, else a copy in `out`. */
vb_str vb_charset_to_utf8(vb_str bytes, bool markup, vb_arena *out, vb_arena scratch);
/* True if the bytes begin with a UTF-16 byte order mark (then NULs are no sign of binary data). */
bool vb_charset_is_utf16(vb_str bytes);

#endif
