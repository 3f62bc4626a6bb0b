/* DWARF location expressions, evaluated for a frame. */
#ifndef DEBUG_DW_EVAL_H
#define DEBUG_DW_EVAL_H
#include "debug/dw_die.h"
#include "debug/dw_typed.h"

/* What an expression runs in.  Expressions may ask for others (a frame base, an entry value, a
 * variable, a procedure): depth says how many are under way. */
struct eval_context {
	struct object *object;           /* for the DIEs that it names; NULL: it may name none */
	const struct frame_state *f;
	bool in_frame_base;              /* it may not ask for the frame base itself */
	unsigned depth;
	unsigned *run;                   /* operations of all of them so far; NULL: none is under way */
};

struct location eval(const struct dw_entry *e, const struct eval_context *c);
/* An address that e makes of another one, which it finds on the stack: a base class's place. */
struct location eval_from(const struct dw_entry *e, const struct frame_state *f, uint64_t start);
/* What w gives there. */
struct location where_locate(const struct where *w, const struct eval_context *c);
/* The expression that holds at the frame's place; NULL: none. */
const struct dw_entry *where_entry(const struct where *w, const struct frame_state *f);
/* size (at most 8) bytes of memory, or a register; false: not known. */
bool eval_read(const struct frame_state *f, uint64_t addr, uint64_t size, uint64_t *out);
bool eval_register(const struct frame_state *f, uint64_t reg, uint64_t *out);
/* What is at a place, as a number of size (at most 8) bytes. */
bool eval_number(const struct frame_state *f, const struct location *at, uint64_t size,
		 uint64_t *out);

/* dw_piece.c: composite locations, put together one by one. */
struct pieces { struct location_piece *piece; size_t n, room; };
/* false: no room. */
bool pieces_add(struct pieces *p, struct arena *a, size_t room, const struct location_piece *piece);

/* dw_referred.c: the variable of a DIE that an expression names, with whatever of name and type it
 * has; NULL: no such DIE. */
const struct variable *variable_referred(struct object *o, uint64_t die);
#endif
