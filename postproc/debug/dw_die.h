/* DIEs with what they inherit: a definition takes what it lacks from its declaration
 * (DW_AT_specification), an instance from its abstract origin. */
#ifndef DEBUG_DW_DIE_H
#define DEBUG_DW_DIE_H
#include "debug/dw_object.h"
#include "debug/dw_wrap.h"

const char *die_name(struct object *o, Dwarf_Die die);           /* NULL: none */
/* dw_top.c: key of the complete type of that DW_TAG, declared by die, in any unit; or 0. */
uint64_t tag_find(struct object *o, Dwarf_Die die, unsigned kind);
const char *die_string(struct object *o, Dwarf_Die die, unsigned at);
uint64_t die_type(struct object *o, Dwarf_Die die);              /* key; 0: none, which is void */
bool die_flag(struct object *o, Dwarf_Die die, unsigned at);
bool die_const(struct object *o, Dwarf_Die die, unsigned at, int64_t *out);
/* Unsigned value of an attribute, 0 without. */
uint64_t die_number(struct object *o, Dwarf_Die die, unsigned at);
/* Key of what it is an instance of (DW_AT_abstract_origin, to the end); its own if of nothing. */
uint64_t die_origin(struct object *o, Dwarf_Die die);
/* Where it was declared; file may come out NULL. */
void die_declared(struct object *o, Dwarf_Die die, const char **file, unsigned *line);

/* dw_context.c: names with the namespaces and classes around, "ns::Box<int>"; C has none. */
bool die_is_cxx(struct object *o, Dwarf_Die die);
const char *die_full_name(struct object *o, Dwarf_Die die);      /* NULL: it has no name */
const char *die_prefix(struct object *o, Dwarf_Die die);         /* "ns", "" outside of all */
/* Key of the class that this is a member of; 0: none. */
uint64_t die_class(struct object *o, Dwarf_Die die);
/* As gdb names the frames of a function (without parameters), and a global.  NULL: no name. */
const char *die_symbol_name(struct object *o, Dwarf_Die die);

/* A variable or parameter; false: not one to show (a declaration, without a name, or the
 * compiler's own). */
bool variable_make(struct object *o, Dwarf_Die die, bool is_local, struct variable *out);
void variables_add(struct variables *vs, const struct variable *v);

/* dw_inlined.c */
/* The call of an inlined function; NULL: not one to show. */
const struct inlined *inlined_read(struct unit *u, Dwarf_Die die);

/* Where it is: private to dw_where.c and dw_locate.c. */
struct where {
	bool is_const;                   /* value, and no entries */
	uint64_t value;                  /* unless block is not NULL */
	const uint8_t *block; size_t len;
	const char *why;                 /* ABSENT for this reason, or NULL */
	const struct dw_entry *entry;
	size_t n;
};
/* From an attribute that is an expression or a list of them; NULL: absent. */
const struct where *where_read(struct object *o, Dwarf_Die die, unsigned at);
/* Of a variable: its location or its constant. */
const struct where *where_of_variable(struct object *o, Dwarf_Die die);
/* It has one place all the time: *addr, link-time, or an offset if it is thread-local. */
bool where_is_static(const struct where *w, uint64_t *addr);
bool where_is_thread_local(const struct where *w);

/* The bound of an array's dimension that only a frame tells (struct type's count_expr). */
struct bound {
	struct object *object;
	bool is_count;                   /* else an upper bound */
	int64_t lower;
	const struct where *expr;        /* one of these two */
	const struct variable *variable;
};
#endif
