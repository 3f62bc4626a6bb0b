/* A stack of ints, with code of its own in the header. */
#ifndef STACK_H
#define STACK_H

struct stack {
	int item[8];
	int used;
};

extern int errors;
extern struct stack spare;

static inline int stack_empty(const struct stack *s)
{
	int used = s->used;
	return used == 0;
}

void stack_push(struct stack *s, int v);
int stack_pop(struct stack *s);
int evaluate(const char *text);
#endif
