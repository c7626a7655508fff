/* Internal to the passage index: numbers as bytes, the least significant first. */
#ifndef VB_ARCHIVE_OCTETS_H
#define VB_ARCHIVE_OCTETS_H

#include <stdint.h>

/* Seven bits a byte; gives the place behind the last. */
static inline char *vb_octets_put_varint(char *p, uint64_t value) {
  for (; value >= 128; value >>= 7) *p++ = (char)(value | 128);
  *p++ = (char)value;
  return p;
}

/* Four bytes. */
static inline void vb_octets_put_32(char *p, uint32_t value) {
  for (int i = 0; i < 4; i++) p[i] = (char)(value >> 8 * i);
}

static inline uint32_t vb_octets_get_32(const char *p) {
  uint32_t value = 0;
  for (int i = 0; i < 4; i++) value |= (uint32_t)(unsigned char)p[i] << 8 * i;
  return value;
}

#endif
