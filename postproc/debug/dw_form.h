/* How many bytes an attribute of each DW_FORM takes. */
#ifndef DEBUG_DW_FORM_H
#define DEBUG_DW_FORM_H
#include "debug/dw_bytes.h"

struct form_sizes { unsigned version; size_t offset_size; };     /* of the unit */

/* The attribute's bytes are passed over; bad when they are not all there, or the form unknown. */
void form_skip(struct bytes *b, uint64_t form, const struct form_sizes *s);
#endif
