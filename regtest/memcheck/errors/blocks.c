/* Heap blocks: reads and writes before, behind and after their life, in all sizes. */
#include <stdlib.h>
#include <string.h>

static char *make(size_t n)
{
	return calloc(1, n);
}

static int sum;

static void behind(void)
{
	int *p = (int *)make(40);

	p[10] = 1;
	sum += p[11];
	free(p);
}

static void before(void)
{
	char *p = make(10);

	p[-1] = 1;
	sum += p[-8];
	free(p);
}

static void partly(void)
{
	char *p = make(10);

	*(long *)(p + 4) = 1;
	sum += (int)*(long *)(p + 4);
	free(p);
}

static void after_free(void)
{
	int *p = (int *)make(40);

	free(p);
	p[3] = 4;
	sum += p[3];
}

static void after_realloc(void)
{
	char *p = make(10), *q = realloc(p, 100000);

	p[2] = 1;
	sum += p[3];
	free(q);
}

static void shrunk(void)
{
	char *p = make(100);

	p = realloc(p, 10);
	p[50] = 1;
	sum += p[10];
	free(p);
}

static void empty(void)
{
	char *p = malloc(0);

	sum += p[0];
	free(p);
}

static void far_behind(void)
{
	char *p = make(100);

	sum += p[100 + 15];
	p[100 + 3] = 0;
	free(p);
}

static void aligned(void)
{
	char *p = aligned_alloc(64, 64);

	p[64] = 1;
	sum += p[-1];
	free(p);
}

static void through_copy(void)
{
	char *p = make(16), *q = make(8);

	memcpy(q, p, 16);
	free(p);
	free(q);
}

static void set_too_much(void)
{
	char *p = make(16);

	memset(p, 1, 20);
	free(p);
}

static void string_too_long(void)
{
	char *p = make(4);

	strcpy(p, "four!");
	sum += (int)strlen(p);
	free(p);
}

static void in_loop(void)
{
	int *p = (int *)make(20);

	for (int i = 0; i <= 5; i++)
		p[i] = i;
	for (int i = 0; i < 7; i++)
		sum += p[i];
	free(p);
}

static void words(void)
{
	char *p = make(3);
	short *s = (short *)p;
	double *d = (double *)make(12);

	s[1] = 1;
	sum += s[1];
	d[1] = 1;
	sum += d[1] > 0;
	free(p);
	free(d);
}

static void list(void)
{
	struct node { struct node *next; int n; } *first = (void *)make(16), *second = (void *)make(16);

	first->next = second;
	second->n = 5;
	free(second);
	for (struct node *p = first; p; p = p->next)
		sum += p->n;
	free(first);
}

static void by_library(void)
{
	char *p = make(5);

	memcpy(p, "abcde", 5);
	sum += strcmp(p, "abcdef");
	sum += (int)strlen(p);
	sum += strchr(p, 'z') != NULL;
	sum += memcmp(p, "abcdef", 6);
	free(p);
}

int main(void)
{
	static void (*const all[])(void) = { behind, before, partly, after_free, after_realloc, shrunk,
		empty, far_behind, aligned, through_copy, set_too_much, string_too_long, in_loop, words,
		list, by_library };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		all[i]();
	return sum == 123456;
}
