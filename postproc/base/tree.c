/* Treap: a search tree by key and a heap by priority at once.
 *
 * The priority is a hash of the key, so the shape depends on the set of keys alone and is
 * balanced for any set that was not chosen against it.  Nothing here recurses: a stream made to
 * degenerate the tree costs time, never the stack.  The hash is a bijection, so two keys never
 * have the same priority. */
#include "base/tree.h"
#include <assert.h>

static uint64_t priority(uint64_t key)
{
	uint64_t x = key + UINT64_C(0x9e3779b97f4a7c15);

	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

/* Parts the tree at n into what is below key and what is above. */
static void split(struct tree_node *n, uint64_t key, struct tree_node **below,
		  struct tree_node **above)
{
	while (n) {
		assert(n->key != key);
		if (n->key < key) {
			*below = n;
			below = &n->right;
			n = n->right;
		} else {
			*above = n;
			above = &n->left;
			n = n->left;
		}
	}
	*below = *above = NULL;
}

/* Joins two trees, every key of a below every key of b, into *link. */
static void join(struct tree_node **link, struct tree_node *a, struct tree_node *b)
{
	while (a && b) {
		if (priority(a->key) > priority(b->key)) {
			*link = a;
			link = &a->right;
			a = a->right;
		} else {
			*link = b;
			link = &b->left;
			b = b->left;
		}
	}
	*link = a ? a : b;
}

void tree_insert(struct tree *t, struct tree_node *n)
{
	struct tree_node **link = &t->root;
	uint64_t mine = priority(n->key);

	while (*link && priority((*link)->key) >= mine) {
		assert((*link)->key != n->key);
		link = n->key < (*link)->key ? &(*link)->left : &(*link)->right;
	}
	split(*link, n->key, &n->left, &n->right);
	*link = n;
	t->count++;
}

struct tree_node *tree_remove(struct tree *t, uint64_t key)
{
	struct tree_node **link = &t->root;

	while (*link && (*link)->key != key)
		link = key < (*link)->key ? &(*link)->left : &(*link)->right;
	struct tree_node *n = *link;
	if (!n)
		return NULL;
	join(link, n->left, n->right);
	n->left = n->right = NULL;
	t->count--;
	return n;
}

struct tree_node *tree_find(const struct tree *t, uint64_t key)
{
	struct tree_node *n = t->root;

	while (n && n->key != key)
		n = key < n->key ? n->left : n->right;
	return n;
}

struct tree_node *tree_floor(const struct tree *t, uint64_t key)
{
	struct tree_node *best = NULL;

	for (struct tree_node *n = t->root; n;) {
		if (n->key <= key)
			best = n;
		n = n->key <= key ? n->right : n->left;
	}
	return best;
}

struct tree_node *tree_above(const struct tree *t, uint64_t key)
{
	struct tree_node *best = NULL;

	for (struct tree_node *n = t->root; n;) {
		if (n->key > key)
			best = n;
		n = n->key > key ? n->left : n->right;
	}
	return best;
}

struct tree_node *tree_first(const struct tree *t)
{
	struct tree_node *n = t->root;

	while (n && n->left)
		n = n->left;
	return n;
}
