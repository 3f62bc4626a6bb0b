/* Classes around one or a few values: pair, tuple, optional, expected, variant, atomic, complex. */
#include "value/print.h"
#include <string.h>

enum { TUPLE_MAX = 256 };

bool print_pair(struct printer *p)
{
	struct part first, second;
	struct value *child;

	if (!printer_part(p, "first", &first) || !printer_part(p, "second", &second))
		return false;
	child = print_fields(p, 2);
	if (child) {
		print_element(p, &child[0], first.type, first.addr);
		print_element(p, &child[1], second.type, second.addr);
		child[0].name = "first";
		child[1].name = "second";
	}
	return summarise(p, "std::pair");
}

/* A tuple is a chain of base classes, each with a base class that holds one element, or that is
 * the element's own class if that is empty. */
static bool tuple_head(const struct part *impl, struct part *to)
{
	struct part head;

	if (!part_base(impl, "_Head_base<", &head))
		return false;
	if (part_find(&head, "_M_head_impl", to))
		return true;
	to->type = argument_type(head.type, 1);
	to->addr = head.addr;
	return to->type != NULL;
}

bool tuple_part(const struct part *tuple, size_t i, struct part *to)
{
	struct part impl = *tuple;

	for (size_t n = 0; n <= i; n++)
		if (!part_base(&impl, "_Tuple_impl<", &impl))
			return false;
	return tuple_head(&impl, to);
}

bool print_tuple(struct printer *p)
{
	struct part whole = { p->type, p->addr }, element;
	struct value *child;
	size_t n = 0;

	while (n < TUPLE_MAX && tuple_part(&whole, n, &element))
		n++;
	if (!n && p->type->n_members)
		return false;
	child = print_fields(p, n);
	for (size_t i = 0; child && i < n; i++) {
		tuple_part(&whole, i, &element);
		print_element(p, &child[i], element.type, element.addr);
		child[i].name = arena_printf(p->j->d->arena, "[%zu]", i);
	}
	return summarise(p, "std::tuple");
}

bool print_optional(struct printer *p)
{
	struct part value;
	uint64_t engaged;

	if (!printer_number(p, "__engaged_", &engaged) &&
	    !printer_number(p, "_M_payload._M_engaged", &engaged))
		return false;
	if (!printer_part(p, "_M_payload._M_payload._M_value", &value) &&
	    !printer_part(p, "_M_payload._M_value", &value) && !printer_part(p, "__val_", &value))
		return false;
	if (engaged > 1)
		return not_constructed(p);
	if (engaged)
		print_content(p, "value", value.type, value.addr);
	else
		p->out->kind = VALUE_STRUCT;
	return summarise(p, engaged ? "std::optional" : "std::optional (no value)");
}

/* The type of an alternative.  gcc leaves the variant's own arguments out at times; the unions in
 * it tell them too: each has one alternative and the union of the rest. */
static const struct type *alternative(const struct part *storage, uint64_t index)
{
	struct part rest = *storage, first;

	for (uint64_t i = 0; i < index; i++)
		if (i == TUPLE_MAX || !part_find(&rest, "_M_rest", &rest))
			return NULL;
	return part_find(&rest, "_M_first", &first) ? argument_type(first.type, 0) : NULL;
}

/* All alternatives share one address. */
bool print_variant(struct printer *p)
{
	struct part storage, which;
	uint64_t index;

	if (!printer_part(p, "_M_u", &storage) || !printer_part(p, "_M_index", &which) ||
	    !part_number(p, &which, &index))
		return false;
	uint64_t size = type_strip(which.type)->size;
	if (index == (size < WORD ? ((uint64_t)1 << 8 * size) - 1 : UINT64_MAX)) {
		p->out->kind = VALUE_STRUCT;
		return summarise(p, "std::variant (no value)");
	}
	const struct type *t = alternative(&storage, index);
	if (!t)
		return not_constructed(p);
	print_content(p, "value", t, storage.addr);
	return summarise(p, "std::variant (index %llu)", (unsigned long long)index);
}

/* std::expected of void has no value when it has no error either. */
bool print_expected(struct printer *p)
{
	struct part part;
	uint64_t has_value;

	if (!printer_number(p, "_M_has_value", &has_value) || !printer_part(p, "_M_unex", &part))
		return false;
	if (has_value > 1)
		return not_constructed(p);
	if (!has_value)
		print_content(p, "error", part.type, part.addr);
	else if (printer_part(p, "_M_val", &part))
		print_content(p, "value", part.type, part.addr);
	else
		p->out->kind = VALUE_STRUCT;
	return summarise(p, has_value ? "std::expected" : "std::expected (error)");
}

/* A node of a map or set outside of it; the element comes after the node's links. */
bool print_node_handle(struct printer *p)
{
	const struct type *element = argument_type(p->type, 1);
	struct part pointer;
	uint64_t node, size;

	if (!element || !printer_part(p, "_M_ptr", &pointer) || !part_number(p, &pointer, &node) ||
	    type_strip(pointer.type)->kind != TYPE_POINTER || !type_bytes(p->j, element, &size))
		return false;
	const struct type *t = type_target(type_strip(pointer.type));
	uint64_t links = type_is_called(t, "_Rb_tree_node<") ? 4 * WORD : WORD;
	uint64_t offset = aligned_to(element, links);
	p->out->kind = VALUE_STRUCT;
	if (!node)
		return summarise(p, "node handle (no value)");
	if (!has_room(p, node, offset + size))
		return not_constructed(p);
	print_content(p, "value", element, node + offset);
	return summarise(p, "node handle");
}

bool print_atomic(struct printer *p)
{
	static const char *const path[] = { "_M_i", "_M_base._M_i", "_M_b._M_p", "_M_fp",
					    "__a_.__a_value" };
	struct part value;

	for (size_t i = 0; i < sizeof path / sizeof path[0]; i++)
		if (printer_part(p, path[i], &value))
			return become(p, &value) && summarise(p, "std::%s", p->name);
	return print_atomic_shared_ptr(p);
}

bool print_complex(struct printer *p)
{
	struct part value;

	return printer_part(p, "_M_value", &value) && become(p, &value) &&
	       summarise(p, "std::complex");
}

bool print_thread_id(struct printer *p)
{
	struct part thread;

	return (printer_part(p, "_M_thread", &thread) || printer_part(p, "__id_", &thread)) &&
	       become(p, &thread) &&
	       summarise(p, "std::thread::id");
}

/* strong_ordering, weak_ordering, partial_ordering */
bool print_ordering(struct printer *p)
{
	static const char *const name[] = { "less", "equivalent", "greater", "unordered" };
	uint64_t number;

	if (!printer_number(p, "_M_value", &number) && !printer_number(p, "__value_", &number))
		return false;
	int8_t i = (int8_t)number;
	if (i == -127)                   /* libc++'s */
		i = 2;
	if (i < -1 || i > 2)
		return not_constructed(p);
	const char *text = i == 0 && p->name[0] == 's' ? "equal" : name[i + 1];
	p->out->kind = VALUE_ENUM;
	p->out->i = (int8_t)number;
	p->out->is_signed = true;
	p->out->text = arena_printf(p->j->d->arena, "std::%s::%s", p->name, text);
	return summarise(p, "std::%s", p->name);
}

/* What the compiler wrote down of a place in the source, which the object only points to. */
bool print_source_location(struct printer *p)
{
	static const char *const path[][2] = {
		{ "_M_file_name", "file" }, { "_M_function_name", "function" },
		{ "_M_line", "line" }, { "_M_column", "column" },
	};
	enum { PARTS = sizeof path / sizeof path[0] };
	struct part pointer, place, part[PARTS];
	struct value *child;

	if (!printer_part(p, "_M_impl", &pointer) || !part_number(p, &pointer, &place.addr) ||
	    type_strip(pointer.type)->kind != TYPE_POINTER)
		return false;
	place.type = type_target(type_strip(pointer.type));
	for (size_t i = 0; i < PARTS; i++)
		if (!part_find(&place, path[i][0], &part[i]))
			return false;
	if (place.addr && !has_room(p, place.addr, type_strip(place.type)->size))
		return not_constructed(p);
	child = print_fields(p, place.addr ? PARTS : 0);
	for (size_t i = 0; child && place.addr && i < PARTS; i++) {
		print_element(p, &child[i], part[i].type, part[i].addr);
		child[i].name = path[i][1];
	}
	return summarise(p, "std::source_location");
}
