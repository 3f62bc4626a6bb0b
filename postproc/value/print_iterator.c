/* Iterators, which are shown as pointers to what they lead to. */
#include "value/print.h"

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
static bool print_node_iterator(struct printer *p, const char *member, uint64_t links,
				size_t argument)
{
	const struct type *element = element_type(p->type, argument);
	uint64_t node;

	if (!element || !printer_number(p, member, &node))
		return false;
	show_pointer(p, node ? node + aligned_to(element, links) : 0, element);
	return summarise(p, "iterator");
}

bool print_list_iterator(struct printer *p)
{
	return print_node_iterator(p, "_M_node", 2 * WORD, 0);
}

bool print_forward_list_iterator(struct printer *p)
{
	return print_node_iterator(p, "_M_node", WORD, 0);
}

bool print_tree_iterator(struct printer *p)
{
	return print_node_iterator(p, "_M_node", 4 * WORD, 0);
}

bool print_hash_iterator(struct printer *p)
{
	return print_node_iterator(p, "_M_cur", WORD, 0);
}

/* Of one bucket. */
bool print_bucket_iterator(struct printer *p)
{
	return print_node_iterator(p, "_M_cur", WORD, 1);
}

bool show_bit(struct printer *p, uint64_t word, uint64_t bit, const char *summary)
{
	uint8_t byte;

	if (bit >= 8 * WORD || !has_room(p, word, WORD))
		return not_constructed(p);
	p->out->kind = VALUE_BOOL;
	if (!job_read_bits(p->j, p->out, word + bit / 8, &byte, bit % 8, 1))
		return true;
	p->out->i = byte >> bit % 8 & 1;
	return summarise(p, "%s", summary);
}

/* Of a vector<bool>: the bit itself, for no pointer leads to one. */
bool print_bit_iterator(struct printer *p)
{
	uint64_t word, bit;

	return printer_number(p, "_M_p", &word) && printer_number(p, "_M_offset", &bit) &&
	       show_bit(p, word, bit, "iterator");
}

bool print_bit_reference(struct printer *p)
{
	uint64_t word, mask;

	if (!printer_number(p, "_M_p", &word) || !printer_number(p, "_M_mask", &mask))
		return false;
	if (!mask || mask & (mask - 1))
		return not_constructed(p);
	return show_bit(p, word, (uint64_t)__builtin_ctzll(mask), "reference to a bit");
}

/* An iterator around another: what that one is. */
static bool print_wrapped(struct printer *p, const char *member, const char *summary)
{
	struct part inner;

	return printer_part(p, member, &inner) && become(p, &inner) &&
	       (p->out->kind == VALUE_ABSENT || summarise(p, "%s", summary));
}

bool print_move_iterator(struct printer *p)
{
	return print_wrapped(p, "_M_current", "move iterator") ||
	       print_wrapped(p, "__current_", "move iterator");
}

static bool is_in_run(const struct type *iterator)
{
	if (type_is_called(iterator, "_Safe_iterator<") && argument_type(iterator, 0))
		iterator = argument_type(iterator, 0);
	return type_strip(iterator)->kind == TYPE_POINTER ||
	       type_is_called(iterator, "__normal_iterator<") ||
	       type_is_called(iterator, "__wrap_iter<");
}

/* It leads to the element before the one that its inner iterator is at.  That one is known where
 * elements lie side by side; others show the inner iterator. */
bool print_reverse_iterator(struct printer *p)
{
	struct part inner;
	uint64_t size;

	if (!printer_part(p, "current", &inner))
		return false;
	if (!is_in_run(inner.type)) {
		print_content(p, "current", inner.type, inner.addr);
		return summarise(p, "reverse iterator");
	}
	become(p, &inner);
	const struct type *element = value_pointee(p->out);
	if (p->out->kind == VALUE_ABSENT)
		return true;
	if (element && p->out->i && type_bytes(p->j, element, &size))
		p->out->i -= size;
	p->out->string = NULL;
	return summarise(p, "reverse iterator");
}

/* Of the debug mode: one for each category of iterators, each a base of the next; a base class
 * of the first is the iterator itself. */
bool print_safe_iterator(struct printer *p)
{
	struct part whole = { p->type, p->addr }, inner;
	const struct type *base = argument_type(p->type, 0);
	uint64_t sequence, version, own;

	for (int i = 0; i < 2; i++)
		part_base(&whole, "_Safe_iterator<", &whole);
	if (!base || !type_strip(base)->tag || !printer_number(p, "_M_sequence", &sequence) ||
	    !printer_number(p, "_M_version", &own) ||
	    !part_base(&whole, type_strip(base)->tag, &inner))
		return false;
	become(p, &inner);
	if (p->out->kind == VALUE_ABSENT || p->out->kind == VALUE_UNINITIALIZED || !sequence)
		return true;
	if (!has_room(p, sequence, 3 * WORD) || !read_number(p, sequence + 2 * WORD, sizeof(uint32_t), &version))
		return not_constructed(p);
	return summarise(p, (uint32_t)version == own ? "iterator" : "invalid iterator");
}

/* Of a path: a path of one component, or the whole one if it has no more. */
bool print_path_iterator(struct printer *p)
{
	struct part path, component;
	uint64_t to, is_end;

	if (!printer_part(p, "_M_path", &path) || !printer_part(p, "_M_cur", &component) ||
	    !printer_number(p, "_M_at_end", &is_end) || !part_number(p, &component, &to))
		return false;
	show_pointer(p, to, type_target(type_strip(path.type)));
	if (!to && !is_end)
		part_number(p, &path, &to);
	p->out->i = to;
	return summarise(p, "iterator");
}
