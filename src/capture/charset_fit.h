/* Does a charset fit bytes?  And the bytes as UTF-8.
 *
 * That all bytes are valid says little: windows-1252 has a character for nearly every byte, GB18030
 * for nearly every pair.  So the bytes must also look like text of the charset:
 *
 *   EUC-KR      half of the pairs are Hangul (B0 to C8)
 *   EUC-JP      one pair in ten is Kana (A4, A5); Shift_JIS likewise (82, 83)
 *   GB18030     the second byte of a pair is below 80 in less than one of five; few pairs begin
 *               below A1 or with a Kana's byte, and not nearly all with a Hangul's
 *   Big5        ... in more than one of twenty
 *   KOI8-R, windows-1251   small letters are more than capitals, which stand in each other's place
 *   Latin       letters with accents stand alone or in twos, not in words
 */
#ifndef VB_CAPTURE_CHARSET_FIT_H
#define VB_CAPTURE_CHARSET_FIT_H

#include "base/str.h"

enum { VB_CHARSET_NAME_BYTES = 40 };

/* iconv's name of a label; a label that browsers read as a superset is that (WHATWG Encoding). */
const char *vb_charset_of_label(const char *label);

/* `bytes` as UTF-8 in `arena`, each that has no character as U+FFFD, and how many those are; a
 * character cut off by the end counts as one.  False: iconv has no such charset. */
bool vb_charset_convert(const char *charset, vb_str bytes, vb_str *text, ptrdiff_t *bad,
                        vb_arena *arena);
bool vb_charset_looks_like(const char *charset, vb_str bytes);
/* Bytes that are not ASCII. */
ptrdiff_t vb_charset_high_bytes(vb_str bytes);

#endif
