/* unordered_map, _multimap, _set, _multiset: one singly linked list through all nodes, and a table
 * of buckets that point into it. */
#include "value/print.h"

static bool next(struct printer *p, const struct nodes *n, const void *container, uint64_t *node)
{
	(void)container;
	return read_word(p, *node, node) && (!*node || has_room(p, *node, n->bytes));
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

/* From the link on that leads to the first node. */
static bool show_hash(struct printer *p, uint64_t first, uint64_t count, const struct type *element,
		      uint64_t links)
{
	struct node_chain c = { .count = count, .first = first, .next = next };
	struct nodes n;

	if (!nodes_begin(p, &n, element, links, count))
		return false;
	return next(p, &n, NULL, &c.first) ? nodes_show_chain(p, &n, &c) : not_constructed(p);
}

bool print_hash(struct printer *p)
{
	struct part table, first;
	uint64_t count;

	if (!printer_part(p, "_M_h", &table) ||
	    !printer_part(p, "_M_h._M_before_begin._M_nxt", &first) ||
	    !printer_number(p, "_M_h._M_element_count", &count))
		return false;
	if (!buckets_hold(p))
		return not_constructed(p);
	return show_hash(p, first.addr, count, element_type(table.type, 1), WORD);
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
	uint64_t count;

	if (!printer_part(p, "__table_", &table) ||
	    (!part_find(&table, "__p1_.__value_.__next_", &first) &&
	     !part_find(&table, "__first_node_.__next_", &first)) ||
	    (!printer_number(p, "__table_.__p2_.__value_", &count) &&
	     !printer_number(p, "__table_.__size_", &count)))
		return false;
	if (!libcxx_buckets_hold(p, &table))
		return not_constructed(p);
	return show_hash(p, first.addr, count, libcxx_element(argument_type(table.type, 0)),
			 2 * WORD);
}
