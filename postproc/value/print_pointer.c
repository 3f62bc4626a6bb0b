/* Smart pointers, and iterators, which are pointers to what they lead to. */
#include "value/print.h"

static bool show_pointer(struct printer *p, uint64_t to, const struct type *pointee)
{
	p->out->kind = VALUE_POINTER;
	p->out->i = to;
	p->out->pointee = pointee;
	return true;
}

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

static bool print_counted(struct printer *p, bool is_weak)
{
	struct part pointer;
	uint64_t to, block, use = 0, weak = 0;

	if (!printer_part(p, "_M_ptr", &pointer) || !part_number(p, &pointer, &to) ||
	    !printer_number(p, "_M_refcount._M_pi", &block))
		return false;
	if (block && !read_counts(p, block, &use, &weak))
		return not_constructed(p);
	const struct type *target = type_target(type_strip(pointer.type));
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

bool print_shared_ptr(struct printer *p)
{
	return print_counted(p, false);
}

bool print_weak_ptr(struct printer *p)
{
	return print_counted(p, true);
}

bool print_reference(struct printer *p)
{
	struct part data;

	return printer_part(p, "_M_data", &data) && become(p, &data) &&
	       summarise(p, "std::reference_wrapper");
}

/* Of a vector or string, and of a deque. */
bool print_iterator(struct printer *p)
{
	struct part current;

	if (!printer_part(p, "_M_current", &current) && !printer_part(p, "_M_cur", &current))
		return false;
	if (type_strip(current.type)->kind != TYPE_POINTER)
		return false;
	become(p, &current);
	return summarise(p, "iterator");
}

/* Of nodes, with the element behind so many bytes of links. */
static bool print_node_iterator(struct printer *p, uint64_t links)
{
	const struct type *element = element_type(p->type, 0);
	uint64_t node;

	if (!element || !printer_number(p, "_M_node", &node))
		return false;
	show_pointer(p, node ? node + aligned_to(element, links) : 0, element);
	return summarise(p, "iterator");
}

bool print_list_iterator(struct printer *p)
{
	return print_node_iterator(p, 2 * WORD);
}

bool print_tree_iterator(struct printer *p)
{
	return print_node_iterator(p, 4 * WORD);
}
