/* Smart pointers and references. */
#include "value/print.h"

/* A deleter may bring a pointer type of its own. */
bool print_unique_ptr(struct printer *p)
{
	struct part inner, tuple, pointer;

	if (printer_part(p, "_M_t", &inner)) {
		if (!part_find(&inner, "_M_t", &tuple))
			tuple = inner;   /* as it was before gcc 7 */
		if (!tuple_part(&tuple, 0, &pointer))
			return false;
	} else if (!printer_part(p, "__ptr_.__value_", &pointer) &&
		   !printer_part(p, "__ptr_", &pointer)) {
		return false;
	}
	become(p, &pointer);
	p->out->owns = true;
	return summarise(p, "std::unique_ptr");
}

struct counts { uint64_t use, weak; };

static bool counts_hold(const struct counts *c)
{
	return c->use <= INT32_MAX && c->weak <= INT32_MAX && c->weak >= (c->use > 0);
}

/* The counts come after the control block's vptr; clang may only declare its class. */
static bool read_counts(struct printer *p, uint64_t block, struct counts *c)
{
	uint64_t both;

	if (!has_room(p, block, 2 * WORD) || !read_word(p, block + WORD, &both))
		return false;
	*c = (struct counts){ both & UINT32_MAX, both >> 32 };
	return counts_hold(c);
}

/* libc++'s are words, and one less. */
static bool read_libcxx_counts(struct printer *p, uint64_t block, struct counts *c)
{
	if (!has_room(p, block, 3 * WORD) || !read_word(p, block + WORD, &c->use) ||
	    !read_word(p, block + 2 * WORD, &c->weak))
		return false;
	c->use++;
	c->weak++;
	return counts_hold(c);
}

/* c: NULL of an empty one. */
static bool show_counted(struct printer *p, const struct part *pointer, const struct counts *c,
			 bool is_weak)
{
	uint64_t to;

	if (!part_number(p, pointer, &to))
		return false;
	bool is_expired = c && !c->use;
	show_pointer(p, to, is_expired ? NULL : type_target(type_strip(pointer->type)));
	p->out->owns = !is_weak && c;
	if (!c)
		return summarise(p, "std::%s (empty)", p->name);
	if (is_expired)
		return summarise(p, "std::%s (expired, weak count %llu)", p->name,
				 (unsigned long long)c->weak);
	return summarise(p, "std::%s (use count %llu, weak count %llu)", p->name,
			 (unsigned long long)c->use, (unsigned long long)c->weak - 1);
}

static bool print_counted(struct printer *p, bool is_weak)
{
	struct part pointer;
	struct counts c;
	uint64_t block;
	bool is_libcxx = printer_number(p, "__cntrl_", &block);

	if (is_libcxx ? !printer_part(p, "__ptr_", &pointer)
		      : !printer_part(p, "_M_ptr", &pointer) ||
			!printer_number(p, "_M_refcount._M_pi", &block))
		return false;
	if (block && !(is_libcxx ? read_libcxx_counts(p, block, &c) : read_counts(p, block, &c)))
		return not_constructed(p);
	return show_counted(p, &pointer, block ? &c : NULL, is_weak);
}

bool print_shared_ptr(struct printer *p)
{
	return print_counted(p, false);
}

bool print_weak_ptr(struct printer *p)
{
	return print_counted(p, true);
}

/* The lowest bit of the block's address is a lock. */
bool print_atomic_shared_ptr(struct printer *p)
{
	const struct type *t = argument_type(p->type, 0);
	struct part pointer;
	struct counts c;
	uint64_t block;

	if (!t || !printer_part(p, "_M_impl._M_ptr", &pointer) ||
	    !printer_number(p, "_M_impl._M_refcount._M_val._M_i", &block))
		return false;
	block &= ~(uint64_t)1;
	if (block && !read_counts(p, block, &c))
		return not_constructed(p);
	return show_counted(p, &pointer, block ? &c : NULL, type_is_called(t, "weak_ptr<"));
}

bool print_reference(struct printer *p)
{
	struct part data;

	return (printer_part(p, "_M_data", &data) || printer_part(p, "_M_ptr", &data) ||
		printer_part(p, "__f_", &data)) &&
	       become(p, &data) && summarise(p, "std::%s", p->name);
}
