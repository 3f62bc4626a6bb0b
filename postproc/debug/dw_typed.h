/* What is on the stack of a location expression: numbers of a base type (DWARF 5, 2.5.1). */
#ifndef DEBUG_DW_TYPED_H
#define DEBUG_DW_TYPED_H
#include <stdbool.h>
#include <stdint.h>

enum { TYPED_BYTES = 16 };

/* bits: little-endian bytes of the number, zero beyond size.  Encoding 0 is the generic type: an
 * address-sized integer. */
struct typed { unsigned __int128 bits; uint8_t encoding, size; };

struct typed typed_generic(uint64_t x);
/* false: not a base type that there can be numbers of. */
bool typed_is_base(unsigned encoding, uint64_t size);
/* Of bytes in memory or a register; size bytes. */
struct typed typed_from_bytes(const uint8_t *byte, uint8_t encoding, uint8_t size);
/* The same number in another type; the same bytes in another type of that size. */
struct typed typed_convert(struct typed x, uint8_t encoding, uint8_t size);
struct typed typed_reinterpret(struct typed x, uint8_t encoding, uint8_t size);

/* One operation; false: none that takes one (two) operands, or *why is set: operands that it is
 * not defined for. */
bool typed_unary(unsigned op, uint64_t argument, struct typed *x, const char **why);
bool typed_binary(unsigned op, struct typed a, struct typed b, struct typed *out, const char **why);
#endif
