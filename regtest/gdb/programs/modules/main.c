/* Several source files: statics and static functions of one name, a header with code. */
#include "stack.h"
#include <stdio.h>

static long count = 3;

int main(void)
{
	int a = evaluate("12+3*"), b = evaluate("+");
	count += stack_empty(&spare);
	spare.used = 0;
	count += stack_empty(&spare);
	printf("%d %d %ld %d\n", a, b, count, errors);
	return 0;
}
