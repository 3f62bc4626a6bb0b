/* Classes of libc++ laid out quite otherwise than libstdc++'s: tuple, variant, any, function,
 * complex.  Others are beside their counterparts.
 *
 * What may be empty is in a __compressed_pair there, whose base classes hold a __value_ each. */
#include "value/print.h"
#include <string.h>

enum { ALTERNATIVES_MAX = 256 };

const struct type *libcxx_element(const struct type *t)
{
	struct part pair = { t, 0 };

	if (t && (type_is_called(t, "__value_type<") || type_is_called(t, "__hash_value_type<")) &&
	    (part_find(&pair, "__cc", &pair) || part_find(&pair, "__cc_", &pair)))
		return pair.type;
	return t;
}

/* Leaf i of a tuple holds element i, or is it if its class is empty. */
static bool leaf(const struct part *tuple, size_t i, struct part *to)
{
	const struct type *t = type_strip(tuple->type);

	if (i >= t->n_members)
		return false;
	const struct type *class = type_of_member(&t->member[i]);
	if (!type_is_called(class, "__tuple_leaf<"))
		return false;
	*to = (struct part){ type_strip(class), tuple->addr + t->member[i].offset };
	if (part_find(to, "__value_", to))
		return true;
	to->type = argument_type(class, 1);
	return to->type != NULL;
}

bool libcxx_tuple(struct printer *p)
{
	struct part base, element;
	struct value *child;
	size_t n = 0;

	if (!printer_part(p, "__base_", &base))
		return false;
	while (leaf(&base, n, &element))
		n++;
	child = print_fields(p, n);
	for (size_t i = 0; child && i < n; i++) {
		leaf(&base, i, &element);
		print_element(p, &child[i], element.type, element.addr);
		child[i].name = arena_printf(p->j->d->arena, "[%zu]", i);
	}
	return summarise(p, "std::tuple");
}

/* Each union has one alternative, and the union of the rest. */
static bool alternative(const struct part *data, uint64_t index, struct part *to)
{
	*to = *data;
	for (uint64_t i = 0; i < index; i++)
		if (i == ALTERNATIVES_MAX || !part_find(to, "__tail", to))
			return false;
	return part_find(to, "__head.__value", to);
}

bool libcxx_variant(struct printer *p)
{
	struct part impl, data, which, held;
	uint64_t index;

	if ((!printer_part(p, "__impl", &impl) && !printer_part(p, "__impl_", &impl)) ||
	    !part_find(&impl, "__data", &data) || !part_find(&impl, "__index", &which) ||
	    !part_number(p, &which, &index))
		return false;
	if (index == ((uint64_t)1 << 8 * type_strip(which.type)->size) - 1) {
		p->out->kind = VALUE_STRUCT;
		return summarise(p, "std::variant (no value)");
	}
	if (!alternative(&data, index, &held))
		return not_constructed(p);
	print_content(p, "value", held.type, held.addr);
	return summarise(p, "std::variant (index %llu)", (unsigned long long)index);
}

/* What is small is in the buffer. */
bool libcxx_any(struct printer *p)
{
	uint64_t handler, held;
	struct part storage;

	if (!printer_number(p, "__h", &handler) && !printer_number(p, "__h_", &handler))
		return false;
	if (!printer_part(p, "__s", &storage) && !printer_part(p, "__s_", &storage))
		return false;
	if (!handler)
		return show_nothing(p);
	const struct type *small = class_called(p, handler, "_SmallHandler<");
	const struct type *large = class_called(p, handler, "_LargeHandler<");
	const struct type *handled = small ? small : large;
	const struct type *t = handled ? argument_type(handled, 0) : NULL;
	if (!t)
		return !code_at(p, handler) && not_constructed(p);
	held = storage.addr;
	if (large && !read_word(p, storage.addr, &held))
		return not_constructed(p);
	return show_held(p, t, held);
}

/* The class of an object with a vtable, by one of its virtual functions. */
static const struct type *class_of(struct printer *p, uint64_t object, const char *template)
{
	uint64_t vtable, function;

	if (!has_room(p, object, WORD) || !read_word(p, object, &vtable) ||
	    !read_word(p, vtable + 2 * WORD, &function))
		return NULL;
	return class_called(p, function, template);
}

/* __f_ leads to a __func<Functor>, in the function's own buffer or in a block. */
bool libcxx_function(struct printer *p)
{
	uint64_t to, code;
	struct part held;

	if (!printer_number(p, "__f_.__f_", &to))
		return false;
	if (!to)
		return show_code(p, 0);
	held.type = class_of(p, to, "__func<");
	held.addr = to;
	const struct type *t = held.type ? argument_type(held.type, 0) : NULL;
	if (!t)
		return not_constructed(p);
	if (!part_find(&held, "__f_.__f_.__value_", &held) &&
	    !part_find(&held, "__f_.__value_", &held) && !part_find(&held, "__func_", &held))
		held.addr = to + WORD;   /* an empty class */
	if (type_strip(t)->kind == TYPE_POINTER && read_word(p, held.addr, &code))
		return show_code(p, code);
	return show_held(p, t, held.addr);
}

bool libcxx_complex(struct printer *p)
{
	struct part re, im;

	if (!printer_part(p, "__re_", &re) || !printer_part(p, "__im_", &im))
		return false;
	struct value *child = print_fields(p, 2);
	if (child) {
		print_element(p, &child[0], re.type, re.addr);
		print_element(p, &child[1], im.type, im.addr);
		p->out->kind = VALUE_COMPLEX;
	}
	return summarise(p, "std::complex");
}
