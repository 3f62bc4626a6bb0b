/* Registers of frames; see registers.h. */
#include "trace/registers.h"

#include <string.h>

/* A frame that has called: all it had at the call where that was recorded, else what its callees
 * have to keep. */
static void set_general(struct frame_state *f, const struct run_frame *rf,
			const struct run_frame *callee)
{
	memcpy(f->reg, rf->reg, sizeof f->reg);
	f->reg_known = rf->reg_known & ~(1u << RUN_REG_RA);
	if (callee && !run_called_with(rf, callee))
		f->reg_known &= RUN_REGS_CALLEE_SAVED | 1u << RUN_REG_SP;
}

static void set_words(struct frame_state *f, const struct run_words *words)
{
	f->vector = words->vector;
	f->x87 = words->x87;
}

/* As the function began, if its first instruction was seen in this frame. */
static bool set_entry(struct frame_state *entry, const struct run_entry *e)
{
	if (!e || !entry->function || e->function != entry->function)
		return false;
	memcpy(entry->reg, e->reg, sizeof entry->reg);
	entry->reg_known = e->reg_known & ~(1u << RUN_REG_RA);
	if (e->words_known)
		set_words(entry, &e->words);
	return true;
}

/* Variables are looked for as gdb does, at the last byte of the call instruction: a register that
 * the callee may change holds nothing any more behind it. */
static uint64_t place_of_call(const struct run_frame *rf, const struct run_frame *callee,
			      uint64_t ip)
{
	if (callee->signo || !run_called_with(rf, callee))
		return ip;
	return rf->reg[RUN_REG_RA] - 1;
}

/* A frame that no call made, as a coroutine's first, has the CFA of one in another stack. */
static bool is_in_one_stack(const struct run_frame *rf)
{
	return rf->cfa - rf->reg[RUN_REG_SP] < (uint64_t)1 << 30;
}

void registers_set(struct frame_state *f, struct frame_state *entry, const struct run_thread *t,
		   size_t i)
{
	const struct run_frame *rf = &t->frame[i], *callee = i + 1 < t->n ? rf + 1 : NULL;

	f->cfa = is_in_one_stack(rf) ? rf->cfa : 0;
	*entry = (struct frame_state){ .bias = f->bias, .cfa = f->cfa, .function = f->function };
	if (set_entry(entry, rf->entry))
		f->entry = entry;
	set_general(f, rf, callee);
	if (callee)
		f->ip = place_of_call(rf, callee, f->ip);
	/* Vector and x87 registers are as of this step, where steps have them; no callee keeps them. */
	else if (rf->at->object->flags & SP_OBJECT_REGISTERS)
		set_words(f, &t->words);
}
