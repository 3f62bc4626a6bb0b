/* What the files that wrap libdwarf share among themselves. */
#ifndef DEBUG_DW_PRIVATE_H
#define DEBUG_DW_PRIVATE_H
#include "debug/dw_wrap.h"

struct dw {
	Dwarf_Debug dbg;
	struct arena *texts;             /* of messages */
	const char *problem;
};

/* Frees a failed call's error object; true if it succeeded. */
bool dw_ok(struct dw *d, int result, Dwarf_Error e);
/* NULL: absent; else to be freed with dwarf_dealloc_attribute(). */
Dwarf_Attribute dw_attr(struct dw *d, Dwarf_Die die, unsigned at);
unsigned dw_form(struct dw *d, Dwarf_Attribute attr);
#endif
