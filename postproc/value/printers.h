/* Containers of the C++ library, shown as what they hold: found by the type's name, read by the
 * names of its members, which hold across releases where offsets do not. */
#ifndef VALUE_PRINTERS_H
#define VALUE_PRINTERS_H
#include "value/decode.h"

/* False: t has no printer, or not the layout that its printer knows; *out is as it was, and is to
 * be decoded as any type.  A container that is not constructed yet, or not any more, or is just
 * being changed is VALUE_ABSENT. */
bool printer_run(struct job *j, struct value *out, const struct type *t, uint64_t addr);
/* The first row of the table of printers for types of t's name; NULL: none. */
const struct printer_row *printer_row_of(const struct type *t);
#endif
