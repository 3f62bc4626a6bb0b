/* One value of a scalar, as bytes, and what is made of many. */
#ifndef TRACE_SAMPLE_H
#define TRACE_SAMPLE_H
#include "value/value.h"

enum { SAMPLE_BYTES = 16 };

struct sample { uint8_t byte[SAMPLE_BYTES]; };       /* the type's size, zeros behind */

/* Integers, characters, booleans, enums, floats and pointers. */
bool sample_is_scalar(const struct type *t);
/* The value of a scalar type t, stripped, at a place; false: it has none there, or an undefined one. */
bool sample_take(struct sample *s, struct decoder *d, const struct type *t,
		 const struct location *at, const struct frame_state *f);
/* As numbers: negative, 0 or positive. */
int sample_compare(const struct sample *a, const struct sample *b, const struct type *t);
bool sample_is_number(const struct sample *s, const struct type *t);    /* no nan */
bool sample_is_same(const struct sample *a, const struct sample *b);
/* As a tree, in d's arena; t as declared. */
const struct value *sample_value(const struct sample *s, struct decoder *d, const struct type *t);

/* Different ones, up to a limit.  Zero-initialise one to start. */
struct sample_set { uint64_t *slot; size_t n, room; bool has_zero, is_full; };
/* budget: places that all sets together may still take. */
void sample_set_add(struct sample_set *set, const struct sample *s, size_t limit, size_t *budget);
#endif
