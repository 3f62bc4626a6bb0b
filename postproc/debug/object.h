/* One ELF file with its debug information, read lazily.
 *
 * Addresses here are link-time (the file's own); the caller adds the load bias.  Everything
 * returned belongs to the object and is valid until object_close().  Absent or damaged debug
 * information is not an error: look-ups answer NULL, and object_problem() says why. */
#ifndef DEBUG_OBJECT_H
#define DEBUG_OBJECT_H
#include "debug/type.h"

struct object;

/* NULL and *why (static or leaked-once text) when the file cannot be read or is no ELF file of this machine. */
struct object *object_open(const char *path, const char **why);
void object_close(struct object *o);
const char *object_path(const struct object *o);
const char *object_problem(struct object *o);      /* NULL: debug information is usable */
/* The build-id as lower-case hex, "" when there is none. */
const char *object_build_id(const struct object *o);
/* Bytes as the file's loadable segments hold them (zero fill included): how many of len, from addr on. */
size_t object_read(const struct object *o, uint64_t addr, void *to, size_t len);
/* Bytes of its thread-local storage, in each thread. */
uint64_t object_tls_size(const struct object *o);

struct line_row {
	uint64_t addr;
	const char *file;                /* absolute path where DWARF allows one; "." and ".." resolved */
	unsigned line, column;           /* column 0: unknown */
	bool is_stmt, prologue_end;
};
/* The row that gdb shows for addr: of the rows that cover it the last one, preferring is_stmt. */
const struct line_row *object_line(struct object *o, uint64_t addr);
/* Of the rows that cover addr the last one, statement or not: the one that Valgrind knows. */
const struct line_row *object_last_line(struct object *o, uint64_t addr);
/* One of the statements that begin at addr is of that line. */
bool object_has_statement(struct object *o, uint64_t addr, const char *file, unsigned line);
/* All rows in ascending order of address, but for ends of sequences and code of no line (line 0,
 * which counts to the row before, as in gdb); for tests and annotate. */
const struct line_row *object_lines(struct object *o, size_t *count);

enum variable_kind { VARIABLE_LOCAL, VARIABLE_PARAMETER, VARIABLE_STATIC_LOCAL, VARIABLE_GLOBAL, VARIABLE_FILE_STATIC };

struct variable {
	const char *name;                /* never NULL */
	struct type_ref *type;           /* look with variable_type() */
	enum variable_kind kind;
	const char *decl_file; unsigned decl_line;
	struct object *object;
	const void *where;               /* location, private to debug/ */
};
const struct type *variable_type(const struct variable *v);
/* The compiler says of each address where it is, so that it can be trusted in a prologue too. */
bool variable_is_tracked(const struct variable *v);

struct inlined {                             /* a call that has the function's code in its place */
	const char *name;                /* as in struct function */
	const char *linkage;             /* symbol of the function; NULL: the name */
	const char *decl_file; unsigned decl_line;
	const char *call_file; unsigned call_line, call_column;
	bool is_thunk;                   /* of the compiler's, with a function inlined in it */
};

struct scope {                               /* a function's body, a block in it, or an inlined call */
	const struct scope *parent;
	const struct inlined *inlined;   /* NULL: none */
	const struct variable *var;       size_t n_vars;        /* in order of declaration */
	const struct scope *const *child; size_t n_children;
	const uint64_t (*range)[2];       size_t n_ranges;      /* [low, high) */
	uint64_t hull[2];                /* of its ranges and of those inside, which may lie outside of it */
};
bool scope_covers(const struct scope *s, uint64_t addr);
/* The innermost scope at addr in s; s itself if there is none. */
const struct scope *scope_at(const struct scope *s, uint64_t addr);

struct function {
	const char *name;                /* C++: as gdb has it, "ns::Box<int>::get", without parameters */
	uint64_t low, high;              /* [low, high) of its entry range */
	uint64_t body;                   /* first address after the prologue: locals are set up from here on */
	const char *decl_file; unsigned decl_line;
	const struct scope *scope;       /* body */
	const struct type *result;       /* TYPE_VOID for none */
	struct object *object;
	const void *frame_base;          /* private to debug/ */
};
const struct function *object_function(struct object *o, uint64_t addr);     /* NULL: no DWARF there */
const struct function *object_function_named(struct object *o, const char *name);
/* The class that the function at addr is a member of; NULL: none. */
const struct type *object_function_class(struct object *o, uint64_t addr);
/* The ELF symbol that covers addr, demangled, and how far into it that is, for code without DWARF,
 * function pointers and pointers to vtables; NULL: none. */
const char *object_symbol(struct object *o, uint64_t addr, uint64_t *offset);
/* A stub of the procedure linkage table is at addr. */
bool object_is_stub(const struct object *o, uint64_t addr);
/* The function that it leads to, demangled; NULL: unknown. */
const char *object_stub_name(struct object *o, uint64_t addr);
/* The address of the ELF symbol of a name; 0: none. */
uint64_t object_symbol_named(struct object *o, const char *name);
/* Globals and file statics of all units, in order of the file, each once (definitions only). */
const struct variable *object_globals(struct object *o, size_t *count);
/* The struct or union of a name ("struct point", "ns::Box<int>") where o has it complete; or NULL. */
const struct type *object_complete_type(struct object *o, const struct type *declared);
/* A global of a library may be in the executable instead: the linker copies there what the
 * executable uses (R_X86_64_COPY), and a definition there comes first.  True: how far v in the
 * executable is from its place in its own object, both link-time. */
bool variable_moved(const struct variable *v, struct object *executable, uint64_t *distance);
/* Source files named by the units, as absolute paths. */
const char *const *object_sources(struct object *o, size_t *count);
#endif
