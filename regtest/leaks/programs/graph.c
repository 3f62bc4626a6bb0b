/* Blocks in cycles, trees with shared parts, and what is reached through
   blocks whose type no pointer says. */
#include <string.h>
#include "../check.h"

struct tree { struct tree *left, *right; void *data; };

static struct tree *root;

static struct tree *leaf(void *data)
{
	struct tree *t = calloc(1, sizeof *t);

	t->data = data;
	return t;
}

static struct tree *grow(int depth)
{
	struct tree *t = leaf(depth % 2 ? malloc((size_t)depth * 10) : NULL);

	if (depth > 1) {
		t->left = grow(depth - 1);
		t->right = grow(depth - 1);
	}
	return t;
}

static void ring(int n)
{
	struct tree *first = leaf(NULL), *last = first;

	for (int i = 1; i < n; i++) {
		last->right = leaf(NULL);
		last->right->left = last;
		last = last->right;
	}
	last->right = first;
	first->left = last;
}

int main(int argc, char **argv)
{
	void **table;

	WANTED(argc, argv);
	root = grow(4);
	CHECK;
	ring(4);
	CHECK;
	root->left->left = NULL;
	CHECK;
	table = malloc(8 * sizeof *table);
	memset(table, 0, 8 * sizeof *table);
	for (int i = 0; i < 8; i++)
		table[i] = malloc(16);
	table[2] = (char *)table[2] + 4;
	table[3] = NULL;
	CHECK;
	root->right->data = table;
	table = NULL;
	CHECK;
	root = root->left;
	CHECK;
	root = realloc(root, 200);
	memset(root, 0, sizeof *root);
	CHECK;
	free(root);
	CHECK;
	return 0;
}
