/* How memory is read while a value is decoded: ahead, so that each leaf does not search the memory
 * image.  See decode.h. */
#include "value/decode.h"
#include <assert.h>
#include <inttypes.h>
#include <string.h>

size_t memory_read(const struct memory *m, uint64_t addr, void *to, size_t len)
{
	uint64_t room = -addr;           /* bytes up to the end of the address space; 0: all */

	if (room && len > room)
		len = room;
	size_t got = len ? m->read(m->ctx, addr, to, len) : 0;
	return got < len ? got : len;
}

void job_enter_memory(struct job *j, const struct memory *m, const struct literal *literal)
{
	j->memory = *m;
	j->literal = literal;
	j->object.len = j->aside.len = 0;
}

void job_set_extent(struct job *j, const struct type *t, uint64_t count, uint64_t addr)
{
	uint64_t each, size;

	j->from = addr;
	if (!type_bytes(j, t, &each) || __builtin_mul_overflow(each, count, &size) ||
	    __builtin_add_overflow(addr, size, &j->end))
		j->end = addr;
}

static bool holds(const struct window *w, uint64_t addr, size_t len)
{
	return addr - w->addr < w->len && len <= w->len - (addr - w->addr);
}

static void fill(struct job *j, struct window *w, uint64_t addr, size_t len)
{
	w->addr = addr;
	w->len = memory_read(&j->memory, addr, w->byte, len);
}

/* Reads on to the end of the object: its other leaves come next. */
static void fill_object(struct job *j, uint64_t addr, size_t len)
{
	uint64_t left = j->end - addr;

	if (left > len)
		len = left < WINDOW ? (size_t)left : WINDOW;
	fill(j, &j->object, addr, len);
}

size_t job_copy(struct job *j, uint64_t addr, void *to, size_t len)
{
	const struct window *w = &j->object;

	if (!holds(w, addr, len) && holds(&j->aside, addr, len))
		w = &j->aside;
	else if (!holds(w, addr, len)) {
		if (addr < j->from || addr >= j->end || len > WINDOW)
			return memory_read(&j->memory, addr, to, len);
		fill_object(j, addr, len);
		len = len < w->len ? len : w->len;
	}
	memcpy(to, w->byte + (addr - w->addr), len);
	return len;
}

bool job_look(struct job *j, uint64_t addr, size_t len)
{
	if (holds(&j->object, addr, len) || holds(&j->aside, addr, len))
		return true;
	if (len > WINDOW)
		return false;
	fill(j, &j->aside, addr, len);
	return j->aside.len == len;
}

static void set_unreadable(struct job *j, struct value *out, uint64_t missing)
{
	out->kind = VALUE_ABSENT;
	out->text = j->literal ? arena_strdup(j->d->arena, literal_why(j->literal, missing))
			       : arena_printf(j->d->arena, "address 0x%" PRIx64
					      " is not in the recording", missing);
}

bool job_read(struct job *j, struct value *out, uint64_t addr, void *to, size_t len)
{
	size_t got = job_copy(j, addr, to, len);

	if (got == len)
		return true;
	set_unreadable(j, out, addr + got);
	return false;
}
