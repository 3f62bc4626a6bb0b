/* Classes around one or a few values: pair, tuple, optional, variant, any, function, atomic,
 * complex, times, codes. */
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

static void show_content(struct printer *p, const struct type *t, uint64_t addr)
{
	struct value *child = print_fields(p, 1);

	if (!child)
		return;
	print_element(p, child, t, addr);
	child->name = "value";
}

bool print_optional(struct printer *p)
{
	struct part value;
	uint64_t engaged;

	if (!printer_number(p, "_M_payload._M_engaged", &engaged) ||
	    (!printer_part(p, "_M_payload._M_payload._M_value", &value) &&
	     !printer_part(p, "_M_payload._M_value", &value)))
		return false;
	if (engaged > 1)
		return not_constructed(p);
	if (engaged)
		show_content(p, value.type, value.addr);
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
	show_content(p, t, storage.addr);
	return summarise(p, "std::variant (index %llu)", (unsigned long long)index);
}

/* What is in it only a function's symbol tells: then the layout is shown. */
bool print_any(struct printer *p)
{
	uint64_t manager;

	if (!printer_number(p, "_M_manager", &manager) || manager)
		return false;
	p->out->kind = VALUE_STRUCT;
	return summarise(p, "std::any (no value)");
}

static const char *code_at(struct printer *p, uint64_t addr)
{
	struct decoder *d = p->j->d;
	const char *name = d->code_name && addr ? d->code_name(d->code_ctx, addr, d->arena) : NULL;

	return name ? arena_printf(d->arena, "<%s>", name) : NULL;
}

/* A plain function is in the functor itself; of a lambda there is the function that calls it. */
bool print_function(struct printer *p)
{
	struct part functor;
	uint64_t manager, invoker, word;

	if (!printer_number(p, "_M_manager", &manager) ||
	    !printer_number(p, "_M_invoker", &invoker) ||
	    !printer_part(p, "_M_functor", &functor))
		return false;
	if (manager && !code_at(p, manager))
		return not_constructed(p);
	p->out->kind = VALUE_POINTER;
	if (!manager)
		return summarise(p, "std::function (empty)");
	bool is_plain = read_word(p, functor.addr, &word) && code_at(p, word);
	p->out->i = is_plain ? word : invoker;
	p->out->text = code_at(p, (uint64_t)p->out->i);
	return summarise(p, "std::function");
}

bool print_atomic(struct printer *p)
{
	static const char *const path[] = { "_M_i", "_M_base._M_i", "_M_b._M_p", "_M_fp" };
	struct part value;

	for (size_t i = 0; i < sizeof path / sizeof path[0]; i++)
		if (printer_part(p, path[i], &value))
			return become(p, &value) && summarise(p, "std::atomic");
	return false;
}

bool print_complex(struct printer *p)
{
	struct part value;

	return printer_part(p, "_M_value", &value) && become(p, &value) &&
	       summarise(p, "std::complex");
}

/* The unit of a duration, from its std::ratio. */
static const char *unit_of(struct printer *p, const struct type *ratio)
{
	static const struct { int64_t num, den; const char *name; } unit[] = {
		{ 1, 1, "s" }, { 1, 1000, "ms" }, { 1, 1000000, "us" }, { 1, 1000000000, "ns" },
		{ 60, 1, "min" }, { 3600, 1, "h" }, { 86400, 1, "d" },
	};

	ratio = ratio ? type_strip(ratio) : NULL;
	if (!ratio || ratio->n_arguments < 2)
		return "?";
	int64_t num = ratio->argument[0].value, den = ratio->argument[1].value;
	for (size_t i = 0; i < sizeof unit / sizeof unit[0]; i++)
		if (unit[i].num == num && unit[i].den == den)
			return unit[i].name;
	return arena_printf(p->j->d->arena, "[%lld/%lld]s", (long long)num, (long long)den);
}

bool print_duration(struct printer *p)
{
	struct part count;

	return printer_part(p, "__r", &count) && become(p, &count) &&
	       summarise(p, "std::chrono::duration in %s", unit_of(p, argument_type(p->type, 1)));
}

bool print_time_point(struct printer *p)
{
	struct part since, count;

	if (!printer_part(p, "__d", &since) || !part_find(&since, "__r", &count))
		return false;
	become(p, &count);
	return summarise(p, "std::chrono::time_point in %s since the epoch",
			 unit_of(p, argument_type(since.type, 1)));
}

bool print_error_code(struct printer *p)
{
	struct part value, category;

	return printer_part(p, "_M_value", &value) && printer_part(p, "_M_cat", &category) &&
	       become(p, &value) && summarise(p, "std::%s", p->name);
}

bool print_thread_id(struct printer *p)
{
	struct part thread;

	return printer_part(p, "_M_thread", &thread) && become(p, &thread) &&
	       summarise(p, "std::thread::id");
}
