/* Sequences whose elements can be counted off: vector, array, deque, span, initializer_list,
 * bitset, and the adaptors around them. */
#include "value/print.h"
#include "value/printers.h"
#include <string.h>

/* What a pointer member points at, and where; false: there is no such member. */
static bool pointer_part(struct printer *p, const char *path, const struct type **target,
			 uint64_t *to)
{
	struct part part;

	if (!printer_part(p, path, &part) || type_strip(part.type)->kind != TYPE_POINTER ||
	    !part_number(p, &part, to))
		return false;
	*target = type_target(type_strip(part.type));
	return true;
}

static bool show_run(struct printer *p, const struct type *element, uint64_t addr, uint64_t count)
{
	uint64_t end = p->j->end, each, size;

	if (!type_bytes(p->j, element, &each) || __builtin_mul_overflow(each, count, &size) ||
	    !has_room(p, addr, size))
		return not_constructed(p);
	p->j->end = addr + size;
	decode_elements(p->j, p->out, element, addr, count);
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
		memory_read(&p->j->d->memory, b->from + i / 8, &byte, 1);
		child[i] = (struct value){
			.kind = VALUE_BOOL, .type = b->type, .addr = b->from + i / 8,
			.bit_size = 1, .bit_offset = i % 8, .i = byte >> i % 8 & 1,
		};
	}
	return true;
}

static bool print_vector_bool(struct printer *p)
{
	uint64_t start, finish, offset, end, words;
	struct bits b = { .type = element_type(p->type, 0) };

	if (!b.type || !printer_number(p, "_M_impl._M_start._M_p", &start) ||
	    !printer_number(p, "_M_impl._M_finish._M_p", &finish) ||
	    !printer_number(p, "_M_impl._M_finish._M_offset", &offset) ||
	    !printer_number(p, "_M_impl._M_end_of_storage", &end))
		return false;
	if (finish < start || end < finish || offset >= 8 * WORD || (finish - start) % WORD ||
	    (end - start) % WORD || (finish == end && offset))
		return not_constructed(p);
	words = end - start;
	b.from = start;
	b.count = (finish - start) * 8 + offset;
	if (words > UINT64_MAX / 16 || !has_room(p, start, words) || !show_bits(p, &b))
		return not_constructed(p);
	return summarise(p, "std::vector<bool> of length %llu, capacity %llu",
			 (unsigned long long)b.count, (unsigned long long)words * 8);
}

bool print_vector(struct printer *p)
{
	const struct type *element, *other;
	uint64_t start, finish, end, each;

	if (!pointer_part(p, "_M_impl._M_start", &element, &start))
		return print_vector_bool(p);
	if (!pointer_part(p, "_M_impl._M_finish", &other, &finish) ||
	    !pointer_part(p, "_M_impl._M_end_of_storage", &other, &end))
		return false;
	if (!type_bytes(p->j, element, &each) || !each)
		return false;
	if (finish < start || end < finish || (finish - start) % each || (end - start) % each ||
	    !has_room(p, start, end - start))
		return not_constructed(p);
	summarise(p, "std::vector of length %llu, capacity %llu",
		  (unsigned long long)((finish - start) / each),
		  (unsigned long long)((end - start) / each));
	return show_run(p, element, start, (finish - start) / each);
}

/* An array without elements has a struct in place of them. */
bool print_array(struct printer *p)
{
	struct part elements;

	if (!printer_part(p, "_M_elems", &elements))
		return false;
	const struct type *t = type_strip(elements.type);
	if (t->kind == TYPE_ARRAY)
		decode_array(p->j, p->out, t, elements.addr);
	else
		p->out->kind = VALUE_ARRAY;
	return summarise(p, "std::array of length %llu",
			 (unsigned long long)(t->kind == TYPE_ARRAY ? t->count : 0));
}

/* A deque is a table of blocks, all full but the first and the last:
 *
 *      map -> [ . | start.node | ... | finish.node | . ]
 *                      |                    |
 *                      v                    v
 *                  first..cur..last     first..cur..last                                  */
struct deque_end { uint64_t cur, first, last, node; };
struct deque { struct deque_end start, finish; uint64_t map, map_size, each, per_block; };

static bool read_deque_end(struct printer *p, const char *name, struct deque_end *e)
{
	struct part whole, part;
	const char *const path[] = { "_M_cur", "_M_first", "_M_last", "_M_node" };
	uint64_t *const to[] = { &e->cur, &e->first, &e->last, &e->node };

	if (!printer_part(p, name, &whole))
		return false;
	for (int i = 0; i < 4; i++)
		if (!part_find(&whole, path[i], &part) || !part_number(p, &part, to[i]))
			return false;
	return true;
}

static bool deque_end_holds(struct printer *p, const struct deque *d, const struct deque_end *e)
{
	uint64_t first, bytes = d->each * d->per_block;

	return e->node >= d->map && e->node - d->map < d->map_size * WORD &&
	       (e->node - d->map) % WORD == 0 && read_word(p, e->node, &first) &&
	       first == e->first && e->last - e->first == bytes && e->cur >= e->first &&
	       e->cur - e->first < bytes && (e->cur - e->first) % d->each == 0 &&
	       has_room(p, e->first, bytes);
}

static bool deque_holds(struct printer *p, const struct deque *d)
{
	return d->map_size < UINT32_MAX && has_room(p, d->map, d->map_size * WORD) &&
	       d->finish.node >= d->start.node && deque_end_holds(p, d, &d->start) &&
	       deque_end_holds(p, d, &d->finish) &&
	       (d->finish.node > d->start.node || d->finish.cur >= d->start.cur);
}

static void put_deque(struct printer *p, const struct deque *d, const struct type *element,
		      uint64_t count)
{
	uint64_t before = (d->start.cur - d->start.first) / d->each, block;
	struct value *child;
	size_t shown = begin_elements(p->j, p->out, count, &child);

	for (size_t i = 0; i < shown; i++) {
		uint64_t at = before + i;
		if (read_word(p, d->start.node + at / d->per_block * WORD, &block) &&
		    has_room(p, block, d->each * d->per_block))
			print_element(p, &child[i], element, block + at % d->per_block * d->each);
		else
			child[i] = *value_absent(p->j->d, element, "its block is not there");
	}
}

bool print_deque(struct printer *p)
{
	struct deque d;
	const struct type *element;
	uint64_t cur;

	if (!pointer_part(p, "_M_impl._M_start._M_cur", &element, &cur) ||
	    !read_deque_end(p, "_M_impl._M_start", &d.start) ||
	    !read_deque_end(p, "_M_impl._M_finish", &d.finish) ||
	    !printer_number(p, "_M_impl._M_map", &d.map) ||
	    !printer_number(p, "_M_impl._M_map_size", &d.map_size) ||
	    !type_bytes(p->j, element, &d.each) || !d.each || d.each > UINT32_MAX)
		return false;
	d.per_block = d.each < 512 ? 512 / d.each : 1;
	if (!deque_holds(p, &d))
		return not_constructed(p);
	uint64_t count = (d.finish.node - d.start.node) / WORD * d.per_block +
			 (d.finish.cur - d.finish.first) / d.each -
			 (d.start.cur - d.start.first) / d.each;
	put_deque(p, &d, element, count);
	return summarise(p, "std::deque of length %llu", (unsigned long long)count);
}

/* The length is a member, or an argument of the template. */
bool print_span(struct printer *p)
{
	const struct type *element;
	uint64_t addr, count;

	if (!pointer_part(p, "_M_ptr", &element, &addr))
		return false;
	if (!printer_number(p, "_M_extent._M_extent_value", &count)) {
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

	if (!pointer_part(p, "_M_array", &element, &addr) || !printer_number(p, "_M_len", &count))
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
	if (printer_part(p, "_M_w", &words))
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
