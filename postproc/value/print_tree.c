/* map, multimap, set, multiset: red-black trees, in order.
 *
 * The header is a node above the root: its parent is the root (libstdc++), or its left (libc++); the
 * root's parent is the header.  Every link down is checked against the link up, so
 * that no cycle is followed, and no way down is longer than a balanced tree's can be. */
#include "value/print.h"

enum { HEIGHT_MAX = 128 };

/* Where a node has its links, and its element; where the header has the root. */
struct layout { uint64_t parent, left, right, links, root; };
static const struct layout libstdcxx = { WORD, 2 * WORD, 3 * WORD, 4 * WORD, WORD };
/* The element begins right after a boolean, the colour: the class before it is no plain one. */
static const struct layout libcxx = { 2 * WORD, 0, WORD, 3 * WORD + 1, 0 };

struct tree_view {
	const struct layout *at;
	uint64_t header, first, count, value, bytes;
};

static bool go(struct printer *p, uint64_t node, uint64_t link, uint64_t *to)
{
	return read_word(p, node + link, to);
}

/* Down a link that may be null; false: what it leads to is no node of this tree. */
static bool go_down(struct printer *p, const struct tree_view *t, uint64_t node,
		    uint64_t link, uint64_t *to)
{
	uint64_t up;

	if (!go(p, node, link, to))
		return false;
	return !*to || (has_room(p, *to, t->bytes) && go(p, *to, t->at->parent, &up) && up == node);
}

static bool leftmost(struct printer *p, const struct tree_view *t, uint64_t *node)
{
	uint64_t left;

	for (int i = 0; i < HEIGHT_MAX; i++) {
		if (!go_down(p, t, *node, t->at->left, &left))
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
		if (!go(p, *node, t->at->parent, &up) || !go(p, up, t->at->right, &right))
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

	if (!go_down(p, t, *node, t->at->right, &right))
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

	if (!go(p, t->header, t->at->root, &root))
		return false;
	if (!t->count)
		return !root && t->first == t->header;
	node = root;
	if (!go_down(p, t, t->header, t->at->root, &root) || !root || !leftmost(p, t, &node) ||
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

static bool show_tree(struct printer *p, struct tree_view *t, const struct type *element)
{
	uint64_t size;

	if (!element || !type_bytes(p->j, element, &size) || size > UINT32_MAX)
		return false;
	t->value = aligned_to(element, t->at->links);
	t->bytes = t->value + size;
	if (!holds(p, t))
		return not_constructed(p);
	put_nodes(p, t, element);
	return summarise(p, "std::%s with %llu element%s", p->name, (unsigned long long)t->count,
			 t->count == 1 ? "" : "s");
}

bool print_tree(struct printer *p)
{
	struct part tree, header;
	struct tree_view t = { .at = &libstdcxx };

	if (!printer_part(p, "_M_t", &tree) ||
	    !printer_part(p, "_M_t._M_impl._M_header", &header) ||
	    !printer_number(p, "_M_t._M_impl._M_node_count", &t.count) ||
	    !printer_number(p, "_M_t._M_impl._M_header._M_left", &t.first))
		return false;
	t.header = header.addr;
	return show_tree(p, &t, element_type(tree.type, 1));
}

bool libcxx_tree(struct printer *p)
{
	struct part tree, header;
	struct tree_view t = { .at = &libcxx };

	if (!printer_part(p, "__tree_", &tree) || !part_find(&tree, "__begin_node_", &header) ||
	    !part_number(p, &header, &t.first))
		return false;
	if (!part_find(&tree, "__pair1_.__value_", &header) && !part_find(&tree, "__end_node_", &header))
		return false;
	if (!printer_number(p, "__tree_.__pair3_.__value_", &t.count) &&
	    !printer_number(p, "__tree_.__size_", &t.count))
		return false;
	t.header = header.addr;
	return show_tree(p, &t, libcxx_element(argument_type(tree.type, 0)));
}
