/* A first program to record: ./build.sh demo runs it. */

#include <stdio.h>
#include <stdlib.h>

struct point {
	int x, y;
};

struct node {
	struct point where;
	struct node *next;
};

static int nodes_made;

static struct node *push(struct node *list, int x, int y)
{
	struct node *node = malloc(sizeof *node);

	node->where.x = x;
	node->where.y = y;
	node->next = list;
	nodes_made++;
	return node;
}

static int sum_of_x(const struct node *list)
{
	int sum = 0;

	for (; list != NULL; list = list->next)
		sum += list->where.x;
	return sum;
}

static void release(struct node *list)
{
	while (list != NULL) {
		struct node *next = list->next;

		free(list);
		list = next;
	}
}

int main(void)
{
	int squares[4];
	struct node *path = NULL;

	for (int i = 0; i < 4; i++) {
		squares[i] = i * i;
		path = push(path, i, squares[i]);
	}
	printf("%d points, x adds up to %d\n", nodes_made, sum_of_x(path));
	release(path);
	return 0;
}
