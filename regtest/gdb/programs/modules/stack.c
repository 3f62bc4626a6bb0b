/* The stack: a file static and a static function of names that other files use too. */
#include "stack.h"

int errors;
struct stack spare = { { 9 }, 1 };
static int count;

static int checked(int bad)
{
	if (bad)
		errors++;
	return bad;
}

void stack_push(struct stack *s, int v)
{
	count++;
	if (checked(s->used == 8))
		return;
	s->item[s->used++] = v;
}

int stack_pop(struct stack *s)
{
	count += 100;
	if (checked(stack_empty(s)))
		return 0;
	return s->item[--s->used];
}
