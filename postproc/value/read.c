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

bool memory_undefined(const struct memory *m, uint64_t addr, uint8_t *bits, size_t len)
{
	return len && m->undefined && m->undefined(m->ctx, addr, bits, len);
}

static void fill(struct job *j, struct window *w, uint64_t addr, size_t len)
{
	w->addr = addr;
	w->len = memory_read(&j->memory, addr, w->byte, len);
	w->has_undefined = memory_undefined(&j->memory, addr, w->bits, w->len);
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

static const struct window *window_of(const struct job *j, uint64_t addr, size_t len)
{
	return holds(&j->object, addr, len) ? &j->object : holds(&j->aside, addr, len) ? &j->aside : NULL;
}

bool job_undefined(struct job *j, uint64_t addr, uint8_t *bits, size_t len)
{
	const struct window *w = window_of(j, addr, len);
	bool any = false;

	if (!w)
		return memory_undefined(&j->memory, addr, bits, len);
	if (!w->has_undefined)
		return false;
	memcpy(bits, w->bits + (addr - w->addr), len);
	for (size_t i = 0; i < len; i++)
		any = any || bits[i];
	return any;
}

/* Whether memory is gone depends on the stack pointer too, which nobody watches. */
static void set_unreadable(struct job *j, struct value *out, uint64_t missing)
{
	const struct memory *m = &j->memory;

	if (m->is_gone && m->is_gone(m->ctx, missing)) {
		out->kind = VALUE_UNALLOCATED;
		out->text = NULL;
		j->d->asked_frame = true;
		return;
	}
	out->kind = VALUE_ABSENT;
	out->text = j->literal ? arena_strdup(j->d->arena, literal_why(j->literal, missing))
			       : arena_printf(j->d->arena, "address 0x%" PRIx64
					      " is not in the recording", missing);
}

static const char *known_bytes(struct arena *a, const uint8_t *byte, const uint8_t *bits, size_t len)
{
	static const char digit[] = "0123456789abcdef";
	char *text = arena_alloc(a, 2 * len + 1);
	bool any = false;

	for (size_t i = 0; i < 2 * len; i++) {
		unsigned shift = i % 2 ? 0 : 4;
		bool undefined = bits[i / 2] >> shift & 15;
		text[i] = undefined ? '?' : digit[byte[i / 2] >> shift & 15];
		any = any || !undefined;
	}
	return any ? text : NULL;
}

bool job_read(struct job *j, struct value *out, uint64_t addr, void *to, size_t len)
{
	uint8_t bits[SCALAR_MAX + 1];
	size_t got = job_copy(j, addr, to, len);

	assert(len <= sizeof bits);
	if (got < len) {
		set_unreadable(j, out, addr + got);
		return false;
	}
	if (!job_undefined(j, addr, bits, len))
		return true;
	out->kind = VALUE_UNINITIALIZED;
	out->text = known_bytes(j->d->arena, to, bits, len);
	return false;
}

static bool bit_at(const uint8_t *p, unsigned i)
{
	return p[i / 8] >> i % 8 & 1;
}

/* The high bit first; NULL: none is known. */
static const char *known_bits(struct arena *a, const uint8_t *byte, const uint8_t *bits,
			      unsigned shift, unsigned width)
{
	char *text = arena_alloc(a, width + 1);
	bool any = false;

	for (unsigned i = 0; i < width; i++) {
		unsigned at = shift + width - 1 - i;
		text[i] = bit_at(bits, at) ? '?' : bit_at(byte, at) ? '1' : '0';
		any = any || !bit_at(bits, at);
	}
	return any ? text : NULL;
}

bool job_bits_defined(struct job *j, struct value *out, uint64_t addr, const uint8_t *byte,
		      unsigned shift, unsigned width)
{
	uint8_t bits[SCALAR_MAX + 1];
	bool undefined = false;

	assert((shift + width + 7) / 8 <= sizeof bits);
	if (!job_undefined(j, addr, bits, (shift + width + 7) / 8))
		return true;
	for (unsigned i = shift; i < shift + width; i++)
		undefined = undefined || bit_at(bits, i);
	if (!undefined)
		return true;
	out->kind = VALUE_UNINITIALIZED;
	out->text = known_bits(j->d->arena, byte, bits, shift, width);
	return false;
}

bool job_read_bits(struct job *j, struct value *out, uint64_t addr, uint8_t *to, unsigned shift,
		   unsigned width)
{
	size_t len = (shift + width + 7) / 8, got = job_copy(j, addr, to, len);

	if (got == len)
		return job_bits_defined(j, out, addr, to, shift, width);
	set_unreadable(j, out, addr + got);
	return false;
}
