#include "base/sha256.h"

/* The plain functions, which neither allocate nor fail: EVP loads half of libcrypto for a hash,
 * and without memory it gives none. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

vb_str vb_sha256_hex(vb_arena *arena, vb_str bytes) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256_CTX state;
  SHA256_Init(&state);
  if (bytes.n) SHA256_Update(&state, bytes.p, (size_t)bytes.n);
  SHA256_Final(digest, &state);
  char *hex = vb_arena_alloc_raw(arena, 1, 1, 64);
  for (int i = 0; i < 32; i++) {
    hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
    hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
  }
  return (vb_str){hex, 64};
}
