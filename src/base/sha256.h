/* SHA-256 of captures and ids (libcrypto), as 64 lower-case hex digits. */
#ifndef VB_BASE_SHA256_H
#define VB_BASE_SHA256_H

#include "base/str.h"

vb_str vb_sha256_hex(vb_arena *arena, vb_str bytes);

#endif
