/* Inlined calls: which function, and where the call was. */
#include "debug/dw_die.h"
#include <string.h>

/* What a virtual call goes through to adjust `this`; the ABI for C++ names them so (5.1.4). */
static bool is_thunk(const char *linkage)
{
	return linkage && !strncmp(linkage, "_ZT", 3) && linkage[3] && strchr("hvc", linkage[3]);
}

/* As gdb: without its place nobody could say where the caller is. */
const struct inlined *inlined_read(struct unit *u, Dwarf_Die die)
{
	struct object *o = u->object;
	const char *name = die_symbol_name(o, die);
	const char *linkage = die_string(o, die, DW_AT_linkage_name);
	int64_t file, line, column = 0;

	if (!name || !dw_const(o->dw, die, DW_AT_call_file, &file) ||
	    !dw_const(o->dw, die, DW_AT_call_line, &line))
		return NULL;
	dw_const(o->dw, die, DW_AT_call_column, &column);
	struct inlined *i = arena_alloc(o->arena, sizeof *i);
	*i = (struct inlined){
		.name = name,
		.linkage = linkage,
		.call_file = unit_file(u, (uint64_t)file),
		.call_line = (unsigned)line,
		.call_column = (unsigned)column,
		.is_thunk = is_thunk(linkage),
	};
	die_declared(o, die, &i->decl_file, &i->decl_line);
	return i;
}
