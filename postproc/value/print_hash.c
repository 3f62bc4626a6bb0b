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

bool print_hash(struct printer *p)
{
	struct part table, first;
	struct hash_view h;
	uint64_t size;

	if (!printer_part(p, "_M_h", &table) ||
	    !printer_part(p, "_M_h._M_before_begin._M_nxt", &first) ||
	    !printer_number(p, "_M_h._M_element_count", &h.count))
		return false;
	const struct type *element = element_type(table.type, 1);
	if (!element || !type_bytes(p->j, element, &size) || size > UINT32_MAX)
		return false;
	h.first = first.addr;
	h.value = aligned_to(element, WORD);
	h.bytes = h.value + size;
	if (!buckets_hold(p) || !holds(p, &h))
		return not_constructed(p);
	put_nodes(p, &h, element);
	return summarise(p, "std::%s with %llu element%s", p->name, (unsigned long long)h.count,
			 h.count == 1 ? "" : "s");
}
