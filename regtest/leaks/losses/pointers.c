/* The last pointer to a block goes in every way that C has.  "loses N": so many blocks are lost
   while that line runs, and never found again. */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

struct node { struct node *next, *back; int number; };
struct holder { int count; char *name; };

static struct node *list;
static char *text, *table[4];
static jmp_buf back;

static struct node *push(struct node *to, int n)
{
	struct node *p = malloc(sizeof *p);

	p->next = to;
	p->back = NULL;
	p->number = n;
	if (to)
		to->back = p;
	return p;
}

static int forget(int n)
{
	int *mine = malloc(40);

	mine[0] = n;
	return mine[0];                         /* loses 3 */
}

static void jump_over(void)
{
	char *kept = malloc(3);

	kept[0] = 'x';
	longjmp(back, 1);                       /* loses 1 */
}

static char *pass_on(char *p)
{
	return p;                               /* loses 1 */
}

static void ignore_result(void)
{
	pass_on(malloc(9));
}

static void free_holder(void)
{
	struct holder *h = malloc(sizeof *h);

	h->count = 1;
	h->name = malloc(7);
	free(h);                                /* loses 1 */
}

static void grow(void)
{
	char **names = calloc(2, sizeof *names);

	names[1] = malloc(20);
	names = realloc(names, 100 * sizeof *names);
	names[1] = names[0];                    /* loses 1 */
	names = realloc(names, sizeof *names);
	free(names);
}

static void take_apart(void)
{
	struct node *ring = push(push(push(NULL, 1), 2), 3);

	ring->next->next->next = ring;
	ring->back = ring->next->next;
	ring = ring->next;
	ring = NULL;                            /* loses 3 */
}

static void walk_along(void)
{
	struct node *p = push(push(NULL, 1), 2);

	p->next->back = NULL;
	p = p->next;                            /* loses 1 */
	free(p);
}

int main(void)
{
	for (int i = 0; i < 3; i++)
		forget(i);
	if (!setjmp(back))
		jump_over();
	ignore_result();
	free_holder();
	grow();
	take_apart();
	walk_along();
	list = push(push(push(NULL, 1), 2), 3);
	list->next->next->back = NULL;
	list->next->next = NULL;                /* loses 1 */
	list->next->back = NULL;
	list = list->next;                      /* loses 1 */
	text = malloc(10);
	strcpy(text, "text");
	table[2] = text;
	text = NULL;
	table[1] = table[2];
	memset(table, 0, sizeof table);         /* loses 1 */
	table[0] = malloc(5);
	return 0;
}
