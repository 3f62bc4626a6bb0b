/* Heap blocks of every function of C's, without any function that the recorder replaces but those:
 * so it runs the very instructions here that it runs under other tools. */
#include <malloc.h>
#include <stdlib.h>

struct node { struct node *next; long value[3]; };

static struct node *push(struct node *list, long value)
{
	struct node *n = malloc(sizeof *n);

	n->next = list;
	n->value[0] = value;
	return n;
}

static struct node *make_list(int length)
{
	struct node *list = NULL;

	for (int i = 0; i < length; i++)
		list = push(list, i);
	return list;
}

static void free_list(struct node *list)
{
	while (list) {
		struct node *next = list->next;
		free(list);
		list = next;
	}
}

/* Grows as vectors do, then gives room back. */
static char *grow(size_t to)
{
	char *p = NULL;

	for (size_t n = 1; n <= to; n *= 2) {
		p = realloc(p, n);
		p[n - 1] = 1;
	}
#ifdef PLAIN
	return p;
#else
	return realloc(p, to / 2);
#endif
}

/* Freed before the next one is made. */
static int temporary(int times)
{
	int sum = 0;

	for (int i = 0; i < times; i++) {
		int *p = calloc(4, sizeof *p);
		sum += p[i % 4];
		free(p);
	}
	return sum;
}

static void *two_in_a_line(int which)
{
	return which ? malloc(100) : malloc(200);
}

static void *aligned(void)
{
#ifdef PLAIN
	return malloc(1000);
#else
	void *p = NULL;

	if (posix_memalign(&p, 64, 1000))
		return NULL;
	return p;
#endif
}

int main(void)
{
	struct node *first = make_list(20), *second;
	char *text = grow(1024);
	void *kept[4];

	temporary(7);
	kept[0] = two_in_a_line(0);
	kept[1] = two_in_a_line(1);
	kept[2] = aligned();
#ifdef PLAIN
	kept[3] = malloc(300);
#else
	kept[3] = memalign(128, 300);
#endif
	free_list(first);
	second = make_list(5);
	free(kept[3]);
	free(text);
	return second->value[0] != 4;            /* the others are never freed */
}
