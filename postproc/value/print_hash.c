/* unordered_map, _multimap, _set, _multiset: one singly linked list through all nodes, and a table
 * of buckets that point into it. */
#include "value/print.h"

struct hash_view { uint64_t first, count, value, bytes; };

static bool read_node(struct printer *p, const struct hash_view *h, uint64_t *node)
{
	return read_word(p, *node, node) && (!*node || has_room(p, *node, h->bytes));
}

/* Of what is shown every node is there, and the list ends where the count does.  Cycles need no
 * care: the count bounds the way. */
static bool holds(struct printer *p, const struct hash_view *h)
{
	uint64_t node = h->first, limit = p->j->d->limits.elements;

	for (uint64_t i = 0; i <= h->count && i <= limit; i++) {
		if (!read_node(p, h, &node))
			return false;
		if ((node == 0) != (i == h->count))
			return false;
	}
	return true;
}

/* One bucket needs no table: it is a member. */
static bool buckets_hold(struct printer *p)
{
	uint64_t buckets, n;
	struct part single;

	if (!printer_number(p, "_M_h._M_buckets", &buckets) ||
	    !printer_number(p, "_M_h._M_bucket_count", &n) || !n || n > UINT32_MAX)
		return false;
	if (printer_part(p, "_M_h._M_single_bucket", &single) && buckets == single.addr)
		return n == 1;
	return has_room(p, buckets, n * WORD);
}

static void put_nodes(struct printer *p, const struct hash_view *h, const struct type *element)
{
	struct value *child;
	uint64_t node = h->first;
	size_t shown = begin_elements(p->j, p->out, h->count, &child);

	for (size_t i = 0; i < shown; i++) {
		read_word(p, node, &node);
		print_element(p, &child[i], element, node + h->value);
	}
}

static bool show_hash(struct printer *p, struct hash_view *h, const struct type *element,
		      uint64_t links)
{
	uint64_t size;

	if (!element || !type_bytes(p->j, element, &size) || size > UINT32_MAX)
		return false;
	h->value = aligned_to(element, links);
	h->bytes = h->value + size;
	if (!holds(p, h))
		return not_constructed(p);
	put_nodes(p, h, element);
	return summarise(p, "std::%s with %llu element%s", p->name, (unsigned long long)h->count,
			 h->count == 1 ? "" : "s");
}

bool print_hash(struct printer *p)
{
	struct part table, first;
	struct hash_view h;

	if (!printer_part(p, "_M_h", &table) ||
	    !printer_part(p, "_M_h._M_before_begin._M_nxt", &first) ||
	    !printer_number(p, "_M_h._M_element_count", &h.count))
		return false;
	h.first = first.addr;
	if (!buckets_hold(p))
		return not_constructed(p);
	return show_hash(p, &h, element_type(table.type, 1), WORD);
}

/* The buckets' number is in what frees them, the second part of a pair of base classes. */
static bool libcxx_buckets_hold(struct printer *p, const struct part *table)
{
	struct part pointer, pair, count;
	uint64_t buckets, n;

	if (!part_find(table, "__bucket_list_.__ptr_", &pair) ||
	    !part_find(&pair, "__value_", &pointer))
		return true;             /* a later layout */
	if (!part_base(&pair, "__compressed_pair_elem<std::__1::__bucket_list_dealloc", &count) ||
	    !part_find(&count, "__value_.__data_.__value_", &count))
		return true;
	return part_number(p, &pointer, &buckets) && part_number(p, &count, &n) &&
	       n <= UINT32_MAX && has_room(p, buckets, n * WORD);
}

bool libcxx_hash(struct printer *p)
{
	struct part table, first;
	struct hash_view h;

	if (!printer_part(p, "__table_", &table) ||
	    (!part_find(&table, "__p1_.__value_.__next_", &first) &&
	     !part_find(&table, "__first_node_.__next_", &first)) ||
	    (!printer_number(p, "__table_.__p2_.__value_", &h.count) &&
	     !printer_number(p, "__table_.__size_", &h.count)))
		return false;
	h.first = first.addr;
	if (!libcxx_buckets_hold(p, &table))
		return not_constructed(p);
	return show_hash(p, &h, libcxx_element(argument_type(table.type, 0)), 2 * WORD);
}
