/* Pointers to scalars of each storage, pointers to pointers, const and restrict, arithmetic. */
#include <stddef.h>
#include <stdio.h>

static int counter = 5;
int shared[4] = { 1, 2, 3, 4 };
int *const fixed = &shared[2];

static void swap(int *a, int *b)
{
	int t = *a;
	*a = *b;
	*b = t;
}

static void redirect(int **slot, int *to)
{
	int **copy = slot;
	*copy = to;
}

static long copy(char *restrict to, const char *restrict from)
{
	char *start = to;
	while ((*to++ = *from++))
		;
	return to - start;
}

int main(void)
{
	int x = 1, y = 2;
	int *p = NULL;
	int **pp = &p;
	int ***ppp = &pp;
	const int *end = shared + 4;
	void *anything = &x;
	char buffer[12];
	ptrdiff_t length;

	redirect(pp, &x);
	swap(p, &y);
	redirect(pp, &counter);
	swap(p, &shared[1]);
	***ppp = 77;
	p = fixed;
	p[-1] = *p + 1;
	for (const int *q = shared; q != end; q++)
		x += *q;
	anything = &anything;
	length = copy(buffer, "pointers");
	anything = (char *) anything + 0;
	printf("%d %d %d %s %td\n", x, y, counter, buffer, length);
	return anything == NULL;
}
