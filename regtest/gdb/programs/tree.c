/* A binary search tree on the heap: insert and walk by recursion through struct pointers. */
#include <stdio.h>
#include <stdlib.h>

typedef struct tree tree;
struct tree {
	int key;
	unsigned char balance;
	tree *left, *right;
	const char *word;
};

static tree *insert(tree *t, int key, const char *word)
{
	if (!t) {
		t = malloc(sizeof *t);
		*t = (tree) { .key = key, .word = word };
		return t;
	}
	if (key < t->key)
		t->left = insert(t->left, key, word);
	else
		t->right = insert(t->right, key, word);
	t->balance++;
	return t;
}

static int depth(const tree *t)
{
	int left, right;
	if (!t)
		return 0;
	left = depth(t->left);
	right = depth(t->right);
	return 1 + (left > right ? left : right);
}

static void drop(tree *t)
{
	if (t->left)
		drop(t->left);
	if (t->right)
		drop(t->right);
	free(t);
}

int main(void)
{
	static const int key[] = { 50, 30, 70, 20, 40, 60 };
	static const char *const word[] = { "fifty", "thirty", "seventy", "twenty", "forty", "sixty" };
	tree *root = NULL;

	for (int i = 0; i < 6; i++)
		root = insert(root, key[i], word[i]);
	printf("%d %s\n", depth(root), root->left->word);
	drop(root);
	return 0;
}
