/* Where a variable is, at one moment of one frame. */
#ifndef DEBUG_LOCATE_H
#define DEBUG_LOCATE_H
#include "debug/object.h"

/* Memory at that moment.  Returns how many of len bytes from addr on are known. */
struct memory {
	size_t (*read)(void *ctx, uint64_t addr, void *to, size_t len);
	void *ctx;
};

enum { FRAME_REGS = 17 };                /* DWARF numbering of x86-64: 6 rbp, 7 rsp, 16 the return address */

struct frame_state {
	uint64_t ip;                     /* run-time address: step's own, or for an outer frame that of the call */
	uint64_t bias;                   /* of the function's object: run time minus link time */
	uint64_t cfa;                    /* canonical frame address; 0: unknown */
	uint64_t tls;                    /* the object's thread-local storage; 0: the thread has none (yet) */
	uint64_t reg[FRAME_REGS];
	uint32_t reg_known;              /* bit n: reg[n] is known */
	const struct function *function; /* for the frame base; may be NULL */
	struct memory memory;
};

enum location_kind { LOCATION_MEMORY, LOCATION_REGISTER, LOCATION_VALUE, LOCATION_ABSENT };

struct location {
	enum location_kind kind;
	uint64_t addr;                   /* MEMORY: run-time address */
	unsigned reg;                    /* REGISTER: DWARF number */
	uint64_t value;                  /* VALUE: implicit, low bytes first */
	const char *why;                 /* ABSENT: "optimised out", "not yet live", ... (static text) */
};
struct location variable_locate(const struct variable *v, const struct frame_state *f);
/* Where a base class or member is in the object at addr: a virtual base's place is in the object's
 * vtable; false when that is not there (yet). */
bool type_member_offset(const struct type_member *m, uint64_t addr, const struct memory *memory,
			uint64_t *offset);
/* Elements of a VLA's dimension; false when it cannot be known. */
bool type_array_count(const struct type *t, const struct frame_state *f, uint64_t *count);
#endif
