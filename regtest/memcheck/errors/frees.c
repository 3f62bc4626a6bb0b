/* What is freed wrongly: twice, what never was a block, the middle of one, by another function; and
 * sizes that no block can have. */
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static int sum, global;
static volatile size_t minus = (size_t)-3;

static void twice(void)
{
	char *volatile p = malloc(10);

	free(p);
	free(p);
}

static void middle(void)
{
	char *volatile p = malloc(10);

	free(p + 4);
}

static void of_stack(void)
{
	int local = 3;
	int *volatile p = &local;

	free(p);
}

static void of_data(void)
{
	int *volatile p = &global;

	free(p);
}

static void of_nowhere(void)
{
	void *volatile p = (void *)(uintptr_t)0x1234560;

	free(p);
}

static void realloc_wrong(void)
{
	char *volatile p = malloc(10);

	sum += realloc(p + 1, 20) != NULL;
	free(p);
}

static void realloc_freed(void)
{
	char *volatile p = malloc(10);

	free(p);
	sum += realloc(p, 20) != NULL;
}

static void too_large(void)
{
	sum += malloc(minus) != NULL;
	sum += calloc(minus, 1) != NULL;
	sum += calloc(1, minus) != NULL;
	sum += memalign(16, minus) != NULL;
}

static void realloc_too_large(void)
{
	char *volatile p = malloc(10);

	sum += realloc(p, minus) != NULL;
}

static void realloc_none(void)
{
	char *volatile p = malloc(10);

	sum += realloc(p, 0) != NULL;
}

static void fine(void)
{
	char *volatile p = calloc(3, 4);

	free(NULL);
	p = realloc(p, 5);
	free(p);
	free(aligned_alloc(16, 32));
}

static void alignment(void)
{
	void *p = NULL;
	volatile size_t odd = 24;

	sum += aligned_alloc(odd, 48) != NULL;
	sum += posix_memalign(&p, odd, 48);
	sum += aligned_alloc(32, odd) != NULL;
}

int main(void)
{
	static void (*const all[])(void) = { twice, middle, of_stack, of_data, of_nowhere, realloc_wrong,
		realloc_freed, too_large, realloc_too_large, realloc_none, fine, alignment };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		all[i]();
	return sum == 12345;
}
