/* libdwarf, with what differs between its releases, its error objects and its deallocations
 * kept inside.  The only header that includes libdwarf; only debug/dw_*.c include it.
 *
 * A DIE that is held is a Dwarf_Die, freed by its holder; a DIE that is remembered is a key
 * (see dw_key()), because keys cost nothing and can be compared.  Damage is noted once
 * (dw_problem()) and reads as "not there". */
#ifndef DEBUG_DW_WRAP_H
#define DEBUG_DW_WRAP_H
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "base/arena.h"
#include "debug/dw_tree.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#if defined(HAVE_LIBDWARF_0_DIR)
#include <libdwarf-0/dwarf.h>
#include <libdwarf-0/libdwarf.h>
#elif defined(HAVE_LIBDWARF_DIR)
#include <libdwarf/dwarf.h>
#include <libdwarf/libdwarf.h>
#else
#include <dwarf.h>
#include <libdwarf.h>
#endif

struct dw;

/* NULL: the file has no DWARF, or none that libdwarf reads.  It must stay open. */
struct dw *dw_open(const struct elf_file *e, struct arena *texts);
void dw_close(struct dw *d);
/* DIEs and strings that d refers to may be in a file that it has in common with others (dwz -m);
 * d owns it from then on. */
void dw_set_common(struct dw *d, struct dw *common);
const char *dw_problem(const struct dw *d);              /* the first damage met, or NULL */
void dw_damaged(struct dw *d, const char *where);

/* Calls add for the DIE of each compilation or partial unit. */
void dw_each_unit(struct dw *d, void (*add)(void *ctx, Dwarf_Die die), void *ctx);

/* A DIE's place: twice its offset, plus one in .debug_types; in dwz's common file with DW_COMMON.
 * Never 0. */
#define DW_COMMON (UINT64_C(1) << 63)
uint64_t dw_key(struct dw *d, Dwarf_Die die);
Dwarf_Die dw_die(struct dw *d, uint64_t key);            /* NULL: no such DIE */
/* A unit's DIE, for its own attributes: nothing else of the unit is checked, or read. */
Dwarf_Die dw_unit_die(struct dw *d, uint64_t key);
void dw_free(Dwarf_Die die);                             /* NULL does nothing */
/* Children in order, NULL at the end.  Offsets only grow, so that every walk ends. */
Dwarf_Die dw_child(struct dw *d, Dwarf_Die die);
Dwarf_Die dw_next(struct dw *d, Dwarf_Die die);          /* frees die */
unsigned dw_tag(struct dw *d, Dwarf_Die die);            /* 0: unreadable */

/* The children of a DIE by their keys, to be freed; NULL: none. */
struct dw_child_entry *dw_children(struct dw *d, uint64_t key, size_t *n);
unsigned dw_version(Dwarf_Die die);
uint64_t dw_unit_key(struct dw *d, Dwarf_Die die);       /* of the DIE of its unit; 0: unreadable */

/* Attributes of the DIE itself.  False, NULL or 0: absent, or of another class. */
bool dw_has(struct dw *d, Dwarf_Die die, unsigned at);
bool dw_flag(struct dw *d, Dwarf_Die die, unsigned at);
bool dw_const(struct dw *d, Dwarf_Die die, unsigned at, int64_t *out);
const char *dw_string(struct dw *d, Dwarf_Die die, unsigned at); /* lives as long as d */
uint64_t dw_ref(struct dw *d, Dwarf_Die die, unsigned at);       /* key of the DIE referred to */
bool dw_block(struct dw *d, Dwarf_Die die, unsigned at, const void **byte, size_t *len);
bool dw_low_pc(struct dw *d, Dwarf_Die die, uint64_t *out);

/* Code of a DIE: low and high, or its ranges (base: low_pc of its unit, for DWARF 4).
 * Calls add for each that is not empty. */
void dw_each_range(struct dw *d, Dwarf_Die die, uint64_t base,
		   void (*add)(void *ctx, uint64_t low, uint64_t high), void *ctx);

/* Location expressions: an attribute's list of [low, high) with operations; an expression
 * without a list is one entry with always set. */
struct dw_op {
	uint8_t op;
	uint64_t a, b, at;               /* at: offset of the operation in bytes */
	uint8_t encoding, size;          /* of the base type that it names; 0 and 8: the generic type */
	uint64_t die;                    /* key of another DIE that it names */
	const struct dw_entry *inner;    /* the expression in an entry value; NULL: unreadable */
};
struct dw_entry { uint64_t low, high; bool always; const struct dw_op *op; size_t n_ops; };
bool dw_location(struct dw *d, Dwarf_Die die, unsigned at, struct arena *to,
		 const struct dw_entry **entry, size_t *n);

/* The line table of a unit. */
struct dw_line {
	uint64_t addr, file, line, column, discriminator;
	bool is_stmt, prologue_end, end_sequence;
};
void dw_each_line(struct dw *d, Dwarf_Die unit, void (*add)(void *ctx, const struct dw_line *l),
		  void *ctx);
/* Its file names in order of the table, from number 0 on; an empty one is none. */
void dw_each_file(struct dw *d, Dwarf_Die unit, void (*add)(void *ctx, const char *name),
		  void *ctx);
#endif
