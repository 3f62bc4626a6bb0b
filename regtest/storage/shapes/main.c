/* Two units that share types, one of which is complete in the other only. */
#include <stdio.h>
#include <stdlib.h>
#include "shared.h"

enum colour { RED, GREEN = 5, BLUE };
static enum colour favourite = GREEN;
static __thread int mine = 3;
struct point corner[3] = { { 1, 2.5 }, { 3, 4.5 } };
int (*chosen)(struct hidden *, int) = hidden_step;

static int sum(const struct list *list)
{
	static int calls;
	int total = 0;

	calls++;
	for (; list; list = list->next)
		total += list->value;
	return total;
}

static int body(int argc)
{
	union { int whole; char part[4]; } bits = { 0x41424344 };
	struct list *list = NULL;
	struct hidden *hidden = hidden_make("secret");
	wipe();
	int sizes[3] = { argc };
	for (int i = 0; i < 3; i++) {
		struct list *node = malloc(sizeof *node);
		*node = (struct list){ i * i, { i, -i }, list };
		list = node;
		sizes[i % 2] = mine += i;
	}
	wipe();
	favourite = chosen(hidden, 2) > 2 ? BLUE : RED;
	list = realloc(list, 2 * sizeof *list);
	bits.part[0] = 'z';
	wipe();
	int all = sum(list);
	printf("%d %d %d %d\n", all, favourite, sizes[0], bits.whole);
	while (list) {
		struct list *next = list->next;
		free(list);
		list = next;
	}
	hidden_free(hidden);
	return strlen("four") - 4;
}

int main(int argc, char **argv)
{
	(void)argv;
	wipe();
	return body(argc);
}
