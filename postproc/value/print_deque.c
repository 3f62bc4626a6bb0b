/* Deques. */
#include "value/print.h"

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

/* Elements from the one numbered `first`, counted from the start of the block that `table` has. */
struct blocks { const struct type *element; uint64_t table, first, each, per_block; };

static bool put_elements(struct printer *p, const struct blocks *b, uint64_t count)
{
	struct value *child;
	size_t shown = begin_elements(p->j, p->out, count, &child);
	uint64_t block;

	for (size_t i = 0; i < shown; i++) {
		uint64_t at = b->first + i;
		if (read_word(p, b->table + at / b->per_block * WORD, &block) &&
		    has_room(p, block, b->each * b->per_block))
			print_element(p, &child[i], b->element,
				      block + at % b->per_block * b->each);
		else
			child[i] = *value_absent(p->j->d, b->element, "its block is not there");
	}
	return summarise(p, "std::deque of length %llu", (unsigned long long)count);
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
	struct blocks b = { element, d.start.node, (d.start.cur - d.start.first) / d.each, d.each,
			    d.per_block };
	return put_elements(p, &b, count);
}

/* libc++'s is a table of blocks too, and counts elements from the first block on:
 *
 *      __map_ -> [ . | __begin_ ... | __end_ ]        __start_, __size_ */
bool libcxx_deque(struct printer *p)
{
	struct blocks b;
	const struct type *block;
	uint64_t end, count, last, first;

	if (!pointer_part(p, "__map_.__begin_", &block, &b.table) ||
	    !printer_number(p, "__map_.__end_", &end) || !printer_number(p, "__start_", &b.first) ||
	    (!printer_number(p, "__size_.__value_", &count) &&
	     !printer_number(p, "__size_", &count)))
		return false;
	b.element = type_target(type_strip(block));
	if (!type_bytes(p->j, b.element, &b.each) || !b.each || b.each > UINT32_MAX)
		return false;
	b.per_block = b.each < 256 ? 4096 / b.each : 16;
	if (end < b.table || (end - b.table) % WORD || !has_room(p, b.table, end - b.table) ||
	    __builtin_add_overflow(b.first, count, &last) ||
	    last > (end - b.table) / WORD * b.per_block)
		return not_constructed(p);
	if (count && (!read_word(p, b.table + b.first / b.per_block * WORD, &first) ||
		      !has_room(p, first, b.each * b.per_block)))
		return not_constructed(p);
	return put_elements(p, &b, count);
}
