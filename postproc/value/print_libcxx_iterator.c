/* Iterators of libc++, which are shown as pointers to what they lead to. */
#include "value/print.h"

enum {
	LIST_LINKS = 2 * WORD, FORWARD_LINKS = WORD, HASH_LINKS = 2 * WORD,
	TREE_LINKS = 3 * WORD + 1,
};

/* Of a vector, string or span; of a map, around a tree's or a hash table's. */
bool libcxx_wrapped_iterator(struct printer *p)
{
	struct part inner;

	if (!printer_part(p, "__i", &inner) && !printer_part(p, "__i_", &inner))
		return false;
	become(p, &inner);
	return p->out->kind == VALUE_ABSENT || summarise(p, "iterator");
}

bool libcxx_deque_iterator(struct printer *p)
{
	struct part current;

	return printer_part(p, "__m_iter_", &current) && printer_part(p, "__ptr_", &current) &&
	       become(p, &current) && summarise(p, "iterator");
}

static bool show_node(struct printer *p, const char *member, const struct type *element,
		      uint64_t links)
{
	uint64_t node;

	element = libcxx_element(element);
	if (!element || !printer_number(p, member, &node))
		return false;
	show_pointer(p, node ? node + aligned_to(element, links) : 0, element);
	return summarise(p, "iterator");
}

/* The element of an iterator whose argument is a pointer to a node. */
static const struct type *node_element(struct printer *p)
{
	const struct type *pointer = argument_type(p->type, 0);

	if (!pointer || type_strip(pointer)->kind != TYPE_POINTER)
		return NULL;
	return argument_type(type_target(type_strip(pointer)), 0);
}

bool libcxx_list_iterator(struct printer *p)
{
	return show_node(p, "__ptr_", argument_type(p->type, 0), LIST_LINKS);
}

bool libcxx_forward_list_iterator(struct printer *p)
{
	return show_node(p, "__ptr_", node_element(p), FORWARD_LINKS);
}

bool libcxx_tree_iterator(struct printer *p)
{
	return show_node(p, "__ptr_", argument_type(p->type, 0), TREE_LINKS);
}

bool libcxx_hash_iterator(struct printer *p)
{
	return show_node(p, "__node_", node_element(p), HASH_LINKS);
}

bool libcxx_bit_iterator(struct printer *p)
{
	uint64_t word, bit;

	if (!printer_number(p, "__seg_", &word) || !printer_number(p, "__ctz_", &bit))
		return false;
	return show_bit(p, word, bit, "iterator");
}

bool libcxx_bit_reference(struct printer *p)
{
	uint64_t word, mask;

	if (!printer_number(p, "__seg_", &word) || !printer_number(p, "__mask_", &mask))
		return false;
	if (!mask || mask & (mask - 1))
		return not_constructed(p);
	return show_bit(p, word, (uint64_t)__builtin_ctzll(mask), "reference to a bit");
}
