/* Smart pointers and references. */
#include "value/print.h"

/* A deleter may bring a pointer type of its own. */
bool print_unique_ptr(struct printer *p)
{
	struct part inner, tuple, pointer;

	if (!printer_part(p, "_M_t", &inner))
		return false;
	if (!part_find(&inner, "_M_t", &tuple))
		tuple = inner;           /* as it was before gcc 7 */
	if (!tuple_part(&tuple, 0, &pointer))
		return false;
	become(p, &pointer);
	p->out->owns = true;
	return summarise(p, "std::unique_ptr");
}

/* The counts come after the control block's vptr; clang may only declare its class. */
static bool read_counts(struct printer *p, uint64_t block, uint64_t *use, uint64_t *weak)
{
	uint64_t both;

	if (!has_room(p, block, 2 * WORD) || !read_word(p, block + WORD, &both))
		return false;
	*use = both & UINT32_MAX;
	*weak = both >> 32;
	return *use <= INT32_MAX && *weak <= INT32_MAX && *weak >= (*use > 0);
}

static bool show_counted(struct printer *p, const struct part *pointer, uint64_t block, bool is_weak)
{
	uint64_t to, use = 0, weak = 0;

	if (!part_number(p, pointer, &to))
		return false;
	if (block && !read_counts(p, block, &use, &weak))
		return not_constructed(p);
	const struct type *target = type_target(type_strip(pointer->type));
	bool is_expired = block && !use;
	show_pointer(p, to, is_expired ? NULL : target);
	p->out->owns = !is_weak && block;
	if (!block)
		return summarise(p, "std::%s (empty)", p->name);
	if (is_expired)
		return summarise(p, "std::%s (expired, weak count %llu)", p->name,
				 (unsigned long long)weak);
	return summarise(p, "std::%s (use count %llu, weak count %llu)", p->name,
			 (unsigned long long)use, (unsigned long long)weak - 1);
}

static bool print_counted(struct printer *p, bool is_weak)
{
	struct part pointer;
	uint64_t block;

	return printer_part(p, "_M_ptr", &pointer) &&
	       printer_number(p, "_M_refcount._M_pi", &block) &&
	       show_counted(p, &pointer, block, is_weak);
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
	uint64_t block;

	return t && printer_part(p, "_M_impl._M_ptr", &pointer) &&
	       printer_number(p, "_M_impl._M_refcount._M_val._M_i", &block) &&
	       show_counted(p, &pointer, block & ~(uint64_t)1, type_is_called(t, "weak_ptr<"));
}

bool print_reference(struct printer *p)
{
	struct part data;

	return (printer_part(p, "_M_data", &data) || printer_part(p, "_M_ptr", &data)) &&
	       become(p, &data) && summarise(p, "std::%s", p->name);
}
