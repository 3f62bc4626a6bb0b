/* map, multimap, set, multiset: red-black trees, in order.
 *
 * The header is a node above the root: its parent is the root (libstdc++), or its left (libc++);
 * the root's parent is the header.  Every link down is checked against the link up, so that no
 * cycle is followed, and no way down is longer than a balanced tree's can be. */
#include "value/print.h"

enum { HEIGHT_MAX = 128 };

/* Where a node has its links, and its element; where the header has the root. */
struct layout { uint64_t parent, left, right, links, root; };
static const struct layout libstdcxx = { WORD, 2 * WORD, 3 * WORD, 4 * WORD, WORD };
/* The element begins right after a boolean, the colour: the class before it is no plain one. */
static const struct layout libcxx = { 2 * WORD, 0, WORD, 3 * WORD + 1, 0 };

struct tree { const struct layout *at; uint64_t header; };

/* Down a link that may be null; false: what it leads to is no node of this tree. */
static bool go_down(struct printer *p, const struct nodes *n, const struct tree *t, uint64_t node,
		    uint64_t link, uint64_t *to)
{
	uint64_t up;

	if (!read_word(p, node + link, to))
		return false;
	return !*to || (has_room(p, *to, n->bytes) && read_word(p, *to + t->at->parent, &up) &&
			up == node);
}

static bool leftmost(struct printer *p, const struct nodes *n, const struct tree *t, uint64_t *node)
{
	uint64_t left;

	for (int i = 0; i < HEIGHT_MAX; i++) {
		if (!go_down(p, n, t, *node, t->at->left, &left))
			return false;
		if (!left)
			return true;
		*node = left;
	}
	return false;
}

/* Up until the way leads away from a left child; the header at the end. */
static bool climb(struct printer *p, const struct tree *t, uint64_t *node)
{
	uint64_t up, right;

	for (int i = 0; i < HEIGHT_MAX; i++) {
		if (!read_word(p, *node + t->at->parent, &up) ||
		    !read_word(p, up + t->at->right, &right))
			return false;
		bool from_right = right == *node;
		*node = up;
		if (up == t->header || !from_right)
			return true;
	}
	return false;
}

static bool next(struct printer *p, const struct nodes *n, const void *container, uint64_t *node)
{
	const struct tree *t = container;
	uint64_t right;

	if (!go_down(p, n, t, *node, t->at->right, &right))
		return false;
	if (!right)
		return climb(p, t, node);
	*node = right;
	return leftmost(p, n, t, node);
}

/* Whether the root is there, and its first node is what the header says. */
static bool root_holds(struct printer *p, const struct nodes *n, const struct tree *t,
		       const struct node_chain *c)
{
	uint64_t root, node;

	if (!c->count)
		return read_word(p, t->header + t->at->root, &root) && !root;
	if (!go_down(p, n, t, t->header, t->at->root, &root) || !root)
		return false;
	node = root;
	return leftmost(p, n, t, &node) && node == c->first;
}

static bool show_tree(struct printer *p, const struct tree *t, uint64_t first, uint64_t count,
		      const struct type *element)
{
	struct node_chain c = { .count = count, .first = first, .end = t->header, .next = next,
				.container = t };
	struct nodes n;

	if (!nodes_begin(p, &n, element, t->at->links, count))
		return false;
	return root_holds(p, &n, t, &c) ? nodes_show_chain(p, &n, &c) : not_constructed(p);
}

bool print_tree(struct printer *p)
{
	struct part tree, header;
	struct tree t = { .at = &libstdcxx };
	uint64_t first, count;

	if (!printer_part(p, "_M_t", &tree) ||
	    !printer_part(p, "_M_t._M_impl._M_header", &header) ||
	    !printer_number(p, "_M_t._M_impl._M_node_count", &count) ||
	    !printer_number(p, "_M_t._M_impl._M_header._M_left", &first))
		return false;
	t.header = header.addr;
	return show_tree(p, &t, first, count, element_type(tree.type, 1));
}

bool libcxx_tree(struct printer *p)
{
	struct part tree, header;
	struct tree t = { .at = &libcxx };
	uint64_t first, count;

	if (!printer_part(p, "__tree_", &tree) || !part_find(&tree, "__begin_node_", &header) ||
	    !part_number(p, &header, &first))
		return false;
	if (!part_find(&tree, "__pair1_.__value_", &header) &&
	    !part_find(&tree, "__end_node_", &header))
		return false;
	if (!printer_number(p, "__tree_.__pair3_.__value_", &count) &&
	    !printer_number(p, "__tree_.__size_", &count))
		return false;
	t.header = header.addr;
	return show_tree(p, &t, first, count, libcxx_element(argument_type(tree.type, 0)));
}
