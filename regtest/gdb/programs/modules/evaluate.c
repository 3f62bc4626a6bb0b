/* Postfix arithmetic on the stack. */
#include "stack.h"

static char count = 'c';

static int checked(int digit)
{
	count++;
	return digit >= '0' && digit <= '9';
}

int evaluate(const char *text)
{
	struct stack s = { .used = 0 };
	for (; *text; text++) {
		if (checked(*text)) {
			stack_push(&s, *text - '0');
		} else {
			int right = stack_pop(&s), left = stack_pop(&s);
			stack_push(&s, *text == '+' ? left + right : left * right);
		}
	}
	return stack_pop(&s);
}
