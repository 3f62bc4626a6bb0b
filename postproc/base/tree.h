/* Ordered map from 64-bit keys to pointers, with floor look-up: an intrusive treap whose
 * priorities are a hash of the key, so that the same keys always give the same tree.
 * Embed struct tree_node as the FIRST member of your own struct; the tree owns nothing. */
#ifndef BASE_TREE_H
#define BASE_TREE_H
#include <stddef.h>
#include <stdint.h>

struct tree_node { struct tree_node *left, *right; uint64_t key; };
struct tree { struct tree_node *root; size_t count; };

void tree_insert(struct tree *t, struct tree_node *n);            /* n->key must be new */
struct tree_node *tree_remove(struct tree *t, uint64_t key);      /* NULL: absent */
struct tree_node *tree_find(const struct tree *t, uint64_t key);  /* NULL: absent */
struct tree_node *tree_floor(const struct tree *t, uint64_t key); /* largest key <= key, or NULL */
struct tree_node *tree_above(const struct tree *t, uint64_t key); /* smallest key > key, or NULL */
struct tree_node *tree_first(const struct tree *t);
#endif
