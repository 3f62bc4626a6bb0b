/* map, multimap, set, multiset: red-black trees, in order.
 *
 * The header is a node above the root: its parent is the root, its left the first node, its right
 * the last; the root's parent is the header.  Every link down is checked against the link up, so
 * that no cycle is followed, and no way down is longer than a balanced tree's can be. */
#include "value/print.h"

enum { PARENT = WORD, LEFT = 2 * WORD, RIGHT = 3 * WORD, NODE = 4 * WORD, HEIGHT_MAX = 128 };

struct tree_view { uint64_t header, first, count, value, bytes; };

static bool go(struct printer *p, uint64_t node, int link, uint64_t *to)
{
	return read_word(p, node + (unsigned)link, to);
}

/* Down a link that may be null; false: what it leads to is no node of this tree. */
static bool go_down(struct printer *p, const struct tree_view *t, uint64_t node, int link,
		    uint64_t *to)
{
	uint64_t up;

	if (!go(p, node, link, to))
		return false;
	return !*to || (has_room(p, *to, t->bytes) && go(p, *to, PARENT, &up) && up == node);
}

static bool leftmost(struct printer *p, const struct tree_view *t, uint64_t *node)
{
	uint64_t left;

	for (int i = 0; i < HEIGHT_MAX; i++) {
		if (!go_down(p, t, *node, LEFT, &left))
			return false;
		if (!left)
			return true;
		*node = left;
	}
	return false;
}

/* Up until the way leads away from a left child; the header at the end. */
static bool climb(struct printer *p, const struct tree_view *t, uint64_t *node)
{
	uint64_t up, right;

	for (int i = 0; i < HEIGHT_MAX; i++) {
		if (!go(p, *node, PARENT, &up) || !go(p, up, RIGHT, &right))
			return false;
		bool from_right = right == *node;
		*node = up;
		if (up == t->header || !from_right)
			return true;
	}
	return false;
}

static bool next(struct printer *p, const struct tree_view *t, uint64_t *node)
{
	uint64_t right;

	if (!go_down(p, t, *node, RIGHT, &right))
		return false;
	if (!right)
		return climb(p, t, node);
	*node = right;
	return leftmost(p, t, node);
}

/* Whether the first nodes are there, and the header follows right after the last. */
static bool holds(struct printer *p, const struct tree_view *t)
{
	uint64_t root, node, limit = p->j->d->limits.elements;

	if (!go(p, t->header, PARENT, &root))
		return false;
	if (!t->count)
		return !root && t->first == t->header;
	node = root;
	if (!go_down(p, t, t->header, PARENT, &root) || !root || !leftmost(p, t, &node) ||
	    node != t->first)
		return false;
	for (uint64_t i = 1; i <= t->count && i <= limit; i++)
		if (!next(p, t, &node) || (node == t->header) != (i == t->count))
			return false;
	return true;
}

static void put_nodes(struct printer *p, const struct tree_view *t, const struct type *element)
{
	struct value *child;
	uint64_t node = t->first;
	size_t shown = begin_elements(p->j, p->out, t->count, &child);

	for (size_t i = 0; i < shown; i++) {
		print_element(p, &child[i], element, node + t->value);
		next(p, t, &node);
	}
}

bool print_tree(struct printer *p)
{
	struct part tree, header;
	struct tree_view t;
	uint64_t size;

	if (!printer_part(p, "_M_t", &tree) ||
	    !printer_part(p, "_M_t._M_impl._M_header", &header) ||
	    !printer_number(p, "_M_t._M_impl._M_node_count", &t.count) ||
	    !printer_number(p, "_M_t._M_impl._M_header._M_left", &t.first))
		return false;
	const struct type *element = element_type(tree.type, 1);
	if (!element || !type_bytes(p->j, element, &size) || size > UINT32_MAX)
		return false;
	t.header = header.addr;
	t.value = aligned_to(element, NODE);
	t.bytes = t.value + size;
	if (!holds(p, &t))
		return not_constructed(p);
	put_nodes(p, &t, element);
	return summarise(p, "std::%s with %llu element%s", p->name, (unsigned long long)t.count,
			 t.count == 1 ? "" : "s");
}
