/* Compound literals, designated initialisers, _Generic, alignment, restrict, static in array
 * parameters, and pointers to arrays and to literals. */
#include <stdalign.h>
#include <stddef.h>
#include <stdio.h>

struct point { int x, y; };
struct rectangle { struct point corner[2]; const char *name; unsigned char colour[3]; };

#define kind_of(x) _Generic((x), int: 'i', double: 'd', char *: 's', struct point: 'p', default: '?')

static const struct rectangle unit = { .name = "unit", .corner[1] = { .y = 1, .x = 1 } };
static int days[] = { [1] = 31, 28, 31, [11] = 30, [12] = 31 };
static struct point *origin = &(struct point){ 0, 0 };
alignas(64) static char line[64];

static void add(size_t n, const int *restrict a, int to[restrict static n])
{
	for (size_t i = 0; i < n; i++)
		to[i] += a[i];
}

static int width(const struct rectangle *r)
{
	return r->corner[1].x - r->corner[0].x;
}

int main(void)
{
	struct rectangle box = { { [1] = { 4, 3 } }, .colour = { [2] = 0xff } };
	int list[3] = { [0 ... 2] = 5 };
	int (*whole)[3] = &list;
	struct point *here = &(struct point){ .y = -2 };
	alignas(16) short aligned[3] = { 1, 2, 3 };
	const char *words[] = { [2] = "two", [0] = "zero" };
	char kinds[5] = { kind_of(list[0]), kind_of(1.5), kind_of(line), kind_of(*here) };
	int sum = 0;

	add(3, (const int[]){ 1, 2, 3 }, *whole);
	for (size_t i = 0; i < sizeof days / sizeof *days; i++)
		sum += days[i];
	for (int i = 0; i < 2; i++) {
		struct point *turn = &(struct point){ i, sum };
		here->x += turn->x;
	}
	box.name = words[2];
	origin = &box.corner[1];
	line[0] = kinds[3];
	printf("%s %d %d %d %s %d %d\n", kinds, sum, (*whole)[2], width(&box) + width(&unit), box.name,
	       origin->y, aligned[2] + width(&(struct rectangle){ .corner[1].x = 9 }));
	return 0;
}
