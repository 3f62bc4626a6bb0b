/* Decoding, private to value/: one job per value tree, one function per kind of type.
 *
 * Each decode_*() fills a zeroed *out, of which type, name and addr are already set.  t is what
 * type_strip() left of out->type.  What cannot be shown becomes VALUE_ABSENT or VALUE_RAW. */
#ifndef VALUE_DECODE_H
#define VALUE_DECODE_H
#include "value/value.h"

struct literal;

enum { SCALAR_MAX = 16, BITS_MAX = 128, WINDOW = 512, VIRTUAL_BASES = 32 };

/* Bytes that were read ahead, and their V bits if there are any. */
struct window {
	uint64_t addr; size_t len;
	bool has_undefined;
	uint8_t byte[WINDOW], bits[WINDOW];
};

struct job {
	struct decoder *d;
	const struct frame_state *f;     /* may be NULL */
	struct memory memory;            /* holds the object; its pointers lead to d->memory */
	const struct literal *literal;   /* not NULL: memory is this, from 0 on; see place.c */
	uint64_t from, end;              /* of the object that is read ahead, as far as known */
	uint64_t nodes;                  /* still allowed */
	uint64_t text;                   /* bytes of strings still allowed */
	unsigned depth;                  /* of structs, unions and arrays around */
	unsigned pointers;               /* into what is nowhere, followed so far */
	/* Virtual bases of the object around that are shown already. */
	const struct type *virtual_base[VIRTUAL_BASES]; unsigned n_virtual_bases;
	bool in_derived;                 /* what comes next is a base class of what is around it */
	bool met_undefined;              /* what a printer has asked for has undefined bits */
	bool referred;                   /* in what a reference refers to: no further ones */
	struct window object;            /* of [from, end) */
	struct window aside;             /* of a node, of characters that are elsewhere */
};

/* value.c */
void decode(struct job *j, struct value *out, const struct type *t, uint64_t addr);
void decode_absent(struct job *j, struct value *out, const char *why);
void decode_raw(struct job *j, struct value *out, const struct type *t, uint64_t addr);

/* read.c */
/* Bytes known at addr, at most len. */
size_t memory_read(const struct memory *m, uint64_t addr, void *to, size_t len);
/* Whether any of these bytes' bits is undefined; sets their V bits if so. */
bool memory_undefined(const struct memory *m, uint64_t addr, uint8_t *bits, size_t len);
/* The same of the job's memory: of the object, ahead. */
size_t job_copy(struct job *j, uint64_t addr, void *to, size_t len);
/* Whether any of these bytes' bits is undefined; sets their V bits if so. */
bool job_undefined(struct job *j, uint64_t addr, uint8_t *bits, size_t len);
/* The len bytes at addr (SCALAR_MAX + 1 at most) of a scalar, all bits of which are defined; otherwise
 * *out says why there is no value. */
bool job_read(struct job *j, struct value *out, uint64_t addr, void *to, size_t len);
/* The same of a bit field, for `width` bits from bit `shift` of addr on; and where they are read
 * already. */
bool job_read_bits(struct job *j, struct value *out, uint64_t addr, uint8_t *to, unsigned shift,
		   unsigned width);
bool job_bits_defined(struct job *j, struct value *out, uint64_t addr, const uint8_t *byte,
		      unsigned shift, unsigned width);
/* Reads ahead what is not of the object; false: more than WINDOW bytes, or not all known. */
bool job_look(struct job *j, uint64_t addr, size_t len);
/* What is read next is `count` of type t at addr. */
void job_set_extent(struct job *j, const struct type *t, uint64_t count, uint64_t addr);
void job_enter_memory(struct job *j, const struct memory *m, const struct literal *literal);

/* place.c: values that are not in memory as a whole. */
/* A value of type t that is offset bytes into what is at a place. */
void decode_place(struct job *j, struct value *out, const struct type *t,
		  const struct location *at, uint64_t offset);
/* The pointer that is at an address of it, but points into what is nowhere; or NULL. */
const struct location *literal_pointer(const struct literal *l, uint64_t addr);
void decode_synthetic_pointer(struct job *j, struct value *out, const struct type *t,
			      const struct location *at);
/* The bytes that hold `width` bits from bit `shift` of addr on; false: these are not all known. */
bool literal_bits(const struct literal *l, uint64_t addr, unsigned shift, unsigned width,
		  uint8_t *to);
/* Why the byte at addr is not known. */
const char *literal_why(const struct literal *l, uint64_t addr);

/* scalar.c: integers, characters, booleans, enums */
void decode_scalar(struct job *j, struct value *out, const struct type *t, uint64_t addr);
void decode_bit_field(struct job *j, struct value *out, const struct type_member *m, uint64_t addr);

/* float.c */
void decode_float(struct job *j, struct value *out, const struct type *t, uint64_t addr);
void decode_complex(struct job *j, struct value *out, const struct type *t, uint64_t addr);

/* pointer.c */
void decode_pointer(struct job *j, struct value *out, const struct type *t, uint64_t addr);

/* member.c */
void decode_member_pointer(struct job *j, struct value *out, const struct type *t, uint64_t addr);

/* aggregate.c */
void decode_struct(struct job *j, struct value *out, const struct type *t, uint64_t addr);
void decode_array(struct job *j, struct value *out, const struct type *t, uint64_t addr);
void decode_elements(struct job *j, struct value *out, const struct type *element, uint64_t addr,
		     uint64_t count);
/* Bytes of a type, with the bounds that VLAs have in the job's frame; false: unknown. */
bool type_bytes(const struct job *j, const struct type *t, uint64_t *size);

/* Whether the limits allow one more level of structs and arrays. */
bool may_enter(const struct job *j);
/* The array at *out gets room for the elements of `count` that the limits allow; returns how many.
 * They are taken from the budget, and cut counts the rest. */
size_t begin_elements(struct job *j, struct value *out, uint64_t count, struct value **child);

/* text.c */
const char *text_from_bytes(struct arena *a, const uint8_t *p, size_t len);
const char *text_from_byte(struct arena *a, uint8_t c);
const char *text_from_code_point(struct arena *a, uint32_t c);
/* Sets out->string from memory: up to NUL, len bytes or the limit, whichever is first. */
void text_read_string(struct job *j, struct value *out, const struct memory *m, uint64_t addr,
		      uint64_t len);
/* Bytes of a character of type t: 1, 2 (UTF-16) or 4; 0: it is no character. */
unsigned text_width(const struct type *t);
/* As text_read_string() for len characters of 2 or 4 bytes. */
void text_read_wide(struct job *j, struct value *out, const struct memory *m, uint64_t addr,
		    uint64_t len, unsigned width);
/* Sets out->string to the len characters of `width` bytes (1, 2: UTF-16, 4) at addr, NUL or not;
 * false: they are not all readable. */
bool text_read_counted(struct job *j, struct value *out, uint64_t addr, uint64_t len,
		       unsigned width);
#endif
