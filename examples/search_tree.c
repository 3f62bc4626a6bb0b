/* A binary search tree: smaller to the left, larger to the right. */
#include <stdio.h>
#include <stdlib.h>

struct tree {
	int key;
	struct tree *left, *right;
};

struct tree *insert(struct tree *t, int key)
{
	if (!t) {
		t = calloc(1, sizeof *t);
		t->key = key;
	} else if (key < t->key)
		t->left = insert(t->left, key);
	else
		t->right = insert(t->right, key);
	return t;
}

void print(const struct tree *t)
{
	if (!t)
		return;
	print(t->left);
	printf("%d ", t->key);
	print(t->right);
}

void drop(struct tree *t)
{
	if (!t)
		return;
	drop(t->left);
	drop(t->right);
	free(t);
}

int main(void)
{
	static const int keys[] = { 5, 2, 8, 1, 9 };
	struct tree *root = NULL;
	for (int i = 0; i < 5; i++)
		root = insert(root, keys[i]);
	print(root);
	printf("\n");
	drop(root);
	return 0;
}
