/* How many bytes an attribute of each DW_FORM takes. */
#ifndef DEBUG_DW_FORM_H
#define DEBUG_DW_FORM_H
#include "debug/dw_bytes.h"

struct form_sizes { unsigned version; size_t offset_size; };     /* of the unit */

struct form;
const struct form *form_find(uint64_t form);             /* NULL: unknown */
uint64_t form_number(const struct form *f);              /* DW_FORM_...; 0 of NULL */

/* The attribute's bytes are passed over; bad when they are not all there, or the form unknown. */
void form_take(struct bytes *b, const struct form *f, const struct form_sizes *s);
void form_skip(struct bytes *b, uint64_t form, const struct form_sizes *s);

/* What attributes take whose forms alone tell: bytes, offsets and addresses of references. */
struct form_extent { uint64_t bytes, offsets, addresses; };
/* By one of form f more; false: it is not one of these. */
bool form_extend(struct form_extent *e, const struct form *f);
uint64_t form_bytes(const struct form_extent *e, const struct form_sizes *s);
#endif
