/* The stack machine that location expressions run on; private to dw_eval.c and dw_machine.c.
 *
 * The first fault is sticky (`why`) and ends the run: what only another frame knows, and what is
 * not in the recording, gives "absent", each with its reason. */
#ifndef DEBUG_DW_MACHINE_H
#define DEBUG_DW_MACHINE_H
#include "debug/dw_eval.h"

enum { MACHINE_STACK_MAX = 64 };

struct machine {
	struct eval_context c;
	const struct dw_entry *e;
	struct typed stack[MACHINE_STACK_MAX];
	size_t depth, next;              /* next: index of the operation to run */
	unsigned run;                    /* operations so far, if it is the outermost */
	const char *why;
	struct location result;          /* if has_result; else the top of stack is an address */
	bool has_result;
	struct pieces pieces;
};

extern const char machine_damaged[];     /* why: it is damaged */

void machine_fail(struct machine *m, const char *why);
void machine_push(struct machine *m, uint64_t x);
void machine_push_typed(struct machine *m, struct typed x);
uint64_t machine_pop(struct machine *m);
struct typed machine_pop_typed(struct machine *m);
uint64_t machine_register(struct machine *m, uint64_t n);
/* Runs an operation that asks for nothing but the stack, registers, memory and the frame's base;
 * false: it is no such one. */
bool machine_compute(struct machine *m, const struct dw_op *o);
#endif
