/* What the files that read DWARF share: the object, its units, and who reads what.
 *
 * Everything is read when first asked for and then kept in the object's arena:
 *
 *   object -> units (their ranges only, on opening)
 *               -> lines and files of a unit
 *               -> functions, variables and tagged types of a unit (its top-level DIEs)
 *                    -> a function's scopes and variables
 *          -> types, by the key of their DIE
 */
#ifndef DEBUG_DW_OBJECT_H
#define DEBUG_DW_OBJECT_H
#include "base/arena.h"
#include "base/map.h"
#include "debug/dw_elf.h"
#include "debug/locate.h"
#include "debug/ranges.h"

struct dw;

enum { DEPTH_MAX = 64 };                 /* of types, names and nested scopes */

struct row {                             /* of a line table, in order of address */
	struct line_row r;
	bool end;                        /* end of a sequence: nothing from here on */
	bool dropped;                    /* gdb does not keep it: see dw_line.c */
	uint64_t order;                  /* among rows of one address: ends first, then as read */
};

struct unit {
	struct object *object;
	uint64_t die;                    /* key */
	uint64_t base;                   /* its low_pc */
	const char *name;                /* as compiled, or NULL */
	const char *dir;                 /* compilation directory, or NULL */
	unsigned version;
	bool has_ranges, loaded, nested_loaded, lines_read, files_read, imports_noted;
	bool producer_read, optimised;
	struct ranges functions;         /* what: struct function_entry */
	struct function_entry *first_function, **last_function;
	const char **file;  size_t n_files;
	struct row *row;    size_t n_rows;
};

struct function_entry {
	struct function_entry *next;     /* of its unit, in order of the file */
	uint64_t die;
	const char *name;
	struct function *function;       /* NULL until asked for */
};

struct tag_entry {                       /* a complete struct, union or enum at file level */
	struct tag_entry *next;          /* of the same hash */
	const char *tag;                 /* its full name; NULL: not asked for yet */
	unsigned kind;
	uint64_t die;
};

struct variables { struct variable *v; size_t n, cap; };         /* malloc'ed while they grow */

struct object {
	char *path;
	struct arena *arena;
	struct elf_file *elf;            /* what runs */
	struct elf_file *debug_elf;      /* a separate file with its debug information, or NULL */
	struct elf_file *common_elf;     /* dwz's, or NULL */
	struct dw *dw;                   /* NULL: none */
	const char *problem;
	bool units_read;
	struct unit *unit;  size_t n_units;
	size_t n_split;                  /* units whose contents are in a .dwo file: not read */
	struct ranges units;             /* what: struct unit */
	bool data_loaded;
	unsigned type_depth;
	bool imports_read;
	struct map importers;            /* key of a partial unit -> the struct unit that imports it first */
	struct map types;                /* key -> struct type_ref */
	struct map contexts;             /* key of a unit's DIE -> struct contexts */
	struct map tags;                 /* hash of kind and tag -> struct tag_entry */
	struct map referred;             /* key -> struct variable that an expression names */
	struct map constants;            /* hash of a static member's full name -> not NULL */
	struct map strings;              /* hash -> struct interned */
	struct variables globals;
	struct map global_at;            /* address -> name of the global there */
	struct line_row *lines;          size_t n_lines; bool lines_read;
	const char **sources;            size_t n_sources; bool sources_read;
};

struct type_ref {
	struct object *object;
	uint64_t die;                    /* 0: void */
	unsigned dim;                    /* of an array's DIE */
	bool busy;                       /* being made: a cycle if met again */
	const struct type *type;
};

/* One text for equal texts, so that files can be compared by pointer. */
const char *object_intern(struct object *o, const char *s);

uint64_t text_hash(const char *s);
uint64_t text_hash_of(const char *s, size_t len);

/* dw_unit.c */
void units_need(struct object *o);                       /* before o->unit and o->dw are looked at */
void object_drop_units(struct object *o);
const char *unit_name(struct unit *u);                   /* its absolute path, or NULL */
struct unit *unit_of_die(struct object *o, uint64_t key);        /* key of a unit's DIE; or NULL */
struct unit *unit_at(struct object *o, uint64_t addr);
bool unit_is_optimised(struct unit *u);                  /* by gcc, which then marks no prologues */

/* dw_top.c */
void unit_load_functions(struct unit *u);
void unit_load_nested(struct unit *u);                   /* GNU C's functions in functions */
void units_load_data(struct object *o);                  /* variables and tags of all units */

/* dw_context.c */
bool language_is_cxx(uint64_t language);
void contexts_free(struct object *o);

/* dw_import.c */
uint64_t unit_language(struct object *o, uint64_t unit);         /* key of a unit's DIE; 0: unknown */
bool unit_is_foreign(struct unit *u);                    /* of another program's */

/* dw_line.c */
const char *unit_file(struct unit *u, uint64_t number);  /* as DW_AT_decl_file has it; or NULL */
void unit_read_lines(struct unit *u);
const struct row *unit_line(struct unit *u, uint64_t addr);      /* see object_line() */
const struct row *unit_last_line(struct unit *u, uint64_t addr);
bool unit_has_statement(struct unit *u, uint64_t addr, const char *file, unsigned line);
uint64_t unit_body(struct unit *u, uint64_t low, uint64_t high);

/* dw_type.c */
extern const struct type type_unknown;
struct type_ref *type_ref_of(struct object *o, uint64_t die);
const struct type *type_resolve(struct type_ref *r);

/* dw_name.c: C's spelling of the type of a DIE (0: void), from its dimension dim on. */
const char *type_spell(struct object *o, uint64_t die, unsigned dim);
/* gcc's "long unsigned int" is "unsigned long" to gdb and clang, in template arguments too. */
const char *name_canonical(struct arena *a, const char *name);

/* dw_scope.c */
const struct function *function_read(struct unit *u, struct function_entry *e);
#endif
