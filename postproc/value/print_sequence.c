/* Sequences whose elements can be counted off: vector, array, span, initializer_list, bitset, and
 * the adaptors around containers. */
#include "value/print.h"
#include "value/printers.h"
#include <string.h>

/* Elements side by side. */
static bool show_run(struct printer *p, const struct type *element, uint64_t addr, uint64_t count)
{
	uint64_t from = p->j->from, end = p->j->end, each, size;

	if (!type_bytes(p->j, element, &each) || __builtin_mul_overflow(each, count, &size) ||
	    !has_room(p, addr, size))
		return not_constructed(p);
	job_set_extent(p->j, element, count, addr);
	decode_elements(p->j, p->out, element, addr, count);
	p->j->from = from;
	p->j->end = end;
	return true;
}

struct bits { uint64_t from, count; const struct type *type; };

/* One boolean for each bit.  The words are read a byte at a time: low bits come first. */
static bool show_bits(struct printer *p, const struct bits *b)
{
	struct value *child;

	if (b->count > UINT64_MAX - 7 || !has_room(p, b->from, (b->count + 7) / 8))
		return not_constructed(p);
	size_t shown = begin_elements(p->j, p->out, b->count, &child);
	for (size_t i = 0; i < shown; i++) {
		uint8_t byte = 0;
		child[i] = (struct value){
			.kind = VALUE_BOOL, .type = b->type, .addr = b->from + i / 8,
			.bit_size = 1, .bit_offset = i % 8,
		};
		if (job_read_bits(p->j, &child[i], b->from + i / 8, &byte, i % 8, 1))
			child[i].i = byte >> i % 8 & 1;
	}
	return true;
}

/* The bits of a vector, in `words` bytes from their first on. */
static bool show_vector_bool(struct printer *p, const struct bits *b, uint64_t words)
{
	if (words > UINT64_MAX / 16 || b->count > words * 8 || !has_room(p, b->from, words) ||
	    !show_bits(p, b))
		return not_constructed(p);
	return summarise(p, "std::vector<bool> of length %llu, capacity %llu",
			 (unsigned long long)b->count, (unsigned long long)words * 8);
}

static bool print_vector_bool(struct printer *p)
{
	uint64_t finish, offset, end;
	struct bits b = { .type = element_type(p->type, 0) };

	if (!b.type || !printer_number(p, "_M_impl._M_start._M_p", &b.from) ||
	    !printer_number(p, "_M_impl._M_finish._M_p", &finish) ||
	    !printer_number(p, "_M_impl._M_finish._M_offset", &offset) ||
	    !printer_number(p, "_M_impl._M_end_of_storage", &end))
		return false;
	if (finish < b.from || end < finish || offset >= 8 * WORD || (finish - b.from) % WORD ||
	    (end - b.from) % WORD || finish - b.from > UINT64_MAX / 16 ||
	    (finish == end && offset))
		return not_constructed(p);
	b.count = (finish - b.from) * 8 + offset;
	return show_vector_bool(p, &b, end - b.from);
}

static bool libcxx_vector_bool(struct printer *p)
{
	uint64_t words;
	struct bits b = { .type = element_type(p->type, 0) };

	if (!b.type || !printer_number(p, "__begin_", &b.from) ||
	    !printer_number(p, "__size_", &b.count) ||
	    (!printer_number(p, "__cap_alloc_.__value_", &words) &&
	     !printer_number(p, "__cap_", &words)))
		return false;
	return words > UINT64_MAX / 16 / WORD ? not_constructed(p)
					      : show_vector_bool(p, &b, words * WORD);
}

struct extent { const struct type *element; uint64_t start, finish, end; };

static bool show_vector(struct printer *p, const struct extent *r)
{
	uint64_t each;

	if (!type_bytes(p->j, r->element, &each) || !each)
		return false;
	if (r->finish < r->start || r->end < r->finish || (r->finish - r->start) % each ||
	    (r->end - r->start) % each || !has_room(p, r->start, r->end - r->start))
		return not_constructed(p);
	summarise(p, "std::vector of length %llu, capacity %llu",
		  (unsigned long long)((r->finish - r->start) / each),
		  (unsigned long long)((r->end - r->start) / each));
	return show_run(p, r->element, r->start, (r->finish - r->start) / each);
}

bool print_vector(struct printer *p)
{
	const struct type *other;
	struct extent r;

	if (!pointer_part(p, "_M_impl._M_start", &r.element, &r.start))
		return print_vector_bool(p);
	return pointer_part(p, "_M_impl._M_finish", &other, &r.finish) &&
	       pointer_part(p, "_M_impl._M_end_of_storage", &other, &r.end) && show_vector(p, &r);
}

bool libcxx_vector(struct printer *p)
{
	const struct type *other;
	struct extent r;

	if (!pointer_part(p, "__end_", &other, &r.finish))
		return libcxx_vector_bool(p);
	return pointer_part(p, "__begin_", &r.element, &r.start) &&
	       (pointer_part(p, "__end_cap_.__value_", &other, &r.end) ||
		pointer_part(p, "__cap_", &other, &r.end)) && show_vector(p, &r);
}

/* An array without elements has a struct, or a few bytes, in place of them. */
bool print_array(struct printer *p)
{
	struct part elements;
	bool is_empty = p->type->n_arguments > 1 && !p->type->argument[1].value;

	if (!printer_part(p, "_M_elems", &elements) && !printer_part(p, "__elems_", &elements))
		return false;
	const struct type *t = type_strip(elements.type);
	if (t->kind == TYPE_ARRAY && !is_empty)
		decode_array(p->j, p->out, t, elements.addr);
	else
		p->out->kind = VALUE_ARRAY;
	return summarise(p, "std::array of length %llu",
			 (unsigned long long)(is_empty || t->kind != TYPE_ARRAY ? 0 : t->count));
}

/* The length is a member, or an argument of the template. */
bool print_span(struct printer *p)
{
	const struct type *element;
	uint64_t addr, count;

	if (!pointer_part(p, "_M_ptr", &element, &addr) &&
	    !pointer_part(p, "__data", &element, &addr) &&
	    !pointer_part(p, "__data_", &element, &addr))
		return false;
	if (!printer_number(p, "_M_extent._M_extent_value", &count) &&
	    !printer_number(p, "__size", &count) && !printer_number(p, "__size_", &count)) {
		if (p->type->n_arguments < 2 || !p->type->argument[1].is_value)
			return false;
		count = (uint64_t)p->type->argument[1].value;
	}
	summarise(p, "std::span of length %llu", (unsigned long long)count);
	return show_run(p, element, addr, count);
}

bool print_initializer_list(struct printer *p)
{
	const struct type *element;
	uint64_t addr, count;

	if ((!pointer_part(p, "_M_array", &element, &addr) ||
	     !printer_number(p, "_M_len", &count)) &&
	    (!pointer_part(p, "__begin_", &element, &addr) ||
	     !printer_number(p, "__size_", &count)))
		return false;
	summarise(p, "std::initializer_list of length %llu", (unsigned long long)count);
	return show_run(p, element, addr, count);
}

bool print_bitset(struct printer *p)
{
	static const struct type boolean = { .kind = TYPE_BOOL, .name = "bool", .size = 1 };
	struct bits b = { .from = p->addr, .type = &boolean };
	struct part words;

	if (p->type->n_arguments < 1 || !p->type->argument[0].is_value)
		return false;
	b.count = (uint64_t)p->type->argument[0].value;
	if (printer_part(p, "_M_w", &words) || printer_part(p, "__first_", &words))
		b.from = words.addr;
	else if (b.count)
		return false;
	if (b.count / 8 > p->type->size || !show_bits(p, &b))
		return false;
	return summarise(p, "std::bitset of length %llu", (unsigned long long)b.count);
}

/* A stack, a queue and a heap show the container that they are made of. */
bool print_adaptor(struct printer *p)
{
	struct part inner;

	if (!printer_part(p, "c", &inner) ||
	    !printer_run(p->j, p->out, type_strip(inner.type), inner.addr))
		return false;
	if (!p->out->summary)
		return true;             /* not constructed */
	return summarise(p, "std::%s wrapping %s", p->name, p->out->summary);
}
