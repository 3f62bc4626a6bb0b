/* Where a variable is, at one moment of one frame. */
#ifndef DEBUG_LOCATE_H
#define DEBUG_LOCATE_H
#include "base/arena.h"
#include "debug/object.h"

/* Memory at that moment. */
struct memory {
	/* How many of len bytes from addr on are known, and addressable. */
	size_t (*read)(void *ctx, uint64_t addr, void *to, size_t len);
	/* Sets the V bits of as many bytes, 1: undefined; whether there is such a bit.  NULL: there
	 * never is. */
	bool (*undefined)(void *ctx, uint64_t addr, uint8_t *bits, size_t len);
	/* Not addressable: freed, left, given up.  NULL: nothing is. */
	bool (*is_gone)(void *ctx, uint64_t addr);
	void *ctx;
};

/* DWARF numbering of x86-64: 6 rbp, 7 rsp, 16 the return address, 17 to 32 xmm0 (ymm0) to 15, 33 to
 * 40 st0 to 7. */
enum { FRAME_REGS = 17, FRAME_VECTORS = 16, VECTOR_WORDS = 4, FRAME_X87 = 8, REGISTER_BYTES = 32 };

struct frame_state {
	uint64_t ip;                     /* run-time address: step's own, or for an outer frame that of the call */
	uint64_t bias;                   /* of the function's object: run time minus link time */
	uint64_t cfa;                    /* canonical frame address; 0: unknown */
	uint64_t tls;                    /* the object's thread-local storage; 0: the thread has none (yet) */
	uint64_t reg[FRAME_REGS];
	uint32_t reg_known;              /* bit n: reg[n] is known */
	const uint64_t (*vector)[VECTOR_WORDS];  /* low words first; NULL: not known */
	const uint64_t *x87;             /* doubles; NULL: not known */
	const struct frame_state *entry; /* the registers as the function began; NULL: not known */
	const struct frame_state *vbits; /* its registers: V bits, 1 undefined; NULL: all are defined */
	const struct function *function; /* for the frame base; may be NULL */
	struct memory memory;
	struct arena *arena;             /* for the pieces of locations; NULL: these stay unknown */
};

enum location_kind {
	LOCATION_MEMORY, LOCATION_REGISTER, LOCATION_VALUE, LOCATION_BLOCK, LOCATION_PIECES,
	LOCATION_POINTER, LOCATION_ABSENT
};

struct location {
	enum location_kind kind;
	uint64_t addr;                   /* MEMORY: run-time address */
	unsigned reg;                    /* REGISTER: DWARF number */
	unsigned __int128 value;         /* VALUE: implicit, low bytes first */
	uint64_t len;                    /* VALUE, BLOCK: bytes that it has */
	const uint8_t *byte;             /* BLOCK: a constant in the debug information */
	const struct location_piece *piece; size_t n_pieces;     /* PIECES, from the first bit on */
	/* POINTER: to an object that is nowhere in memory, see location_pointed(). */
	struct object *object; uint64_t die; int64_t offset;
	const char *why;                 /* ABSENT: "optimised out", "not yet live", ... (static text) */
};

/* bits bits of the object are the bits of `at` from the bit from_bit on; at is never PIECES. */
struct location_piece { struct location at; uint64_t bits, from_bit; };

struct location variable_locate(const struct variable *v, const struct frame_state *f);
/* Where the object is that a POINTER points at->offset bytes into. */
struct location location_pointed(const struct location *at, const struct frame_state *f);
/* A register's bytes, low ones first: how many of REGISTER_BYTES are known. */
size_t register_bytes(const struct frame_state *f, unsigned reg, uint8_t to[REGISTER_BYTES]);
/* The V bits of as many. */
void register_vbits(const struct frame_state *f, unsigned reg, uint8_t to[REGISTER_BYTES]);
/* Where a base class or member is in the object at addr: a virtual base's place is in the object's
 * vtable; false when that is not there (yet). */
bool type_member_offset(const struct type_member *m, uint64_t addr, const struct memory *memory,
			uint64_t *offset);
/* Elements of a VLA's dimension; false when it cannot be known. */
bool type_array_count(const struct type *t, const struct frame_state *f, uint64_t *count);
#endif
