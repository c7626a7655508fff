#include "base/sha256.h"

#include <openssl/evp.h>

vb_str vb_sha256_hex(vb_arena *arena, vb_str bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE] = {0};
  unsigned int n = 0;
  EVP_Digest(bytes.p ? bytes.p : "", (size_t)bytes.n, digest, &n, EVP_sha256(), NULL);
  char *hex = vb_arena_alloc_raw(arena, 1, 1, 64);
  for (int i = 0; i < 32; i++) {
    hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
    hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
  }
  return (vb_str){hex, 64};
}
