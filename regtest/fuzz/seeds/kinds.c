/* Kinds of types and of places in C. */
#include "start.h"

enum color { RED, GREEN = 5, BLUE };
enum flag { A = 1, B = 2, C = 4 };
typedef unsigned long size;
struct bits { unsigned a : 3; int b : 7; unsigned long c : 40; };
union number { int i; float f; unsigned char byte[8]; };
struct node {
	struct node *next;
	const char *name;
	union number n;
	struct { short x, y; };
	enum color color;
	int rest[];
};
static struct node last = { 0, "last", { 7 }, { 1, 2 }, BLUE, { 0 } };
static struct node first = { &last, "first", { 3 }, { 3, 4 }, RED, { 0 } };
enum flag flags = A | C;
struct bits bits = { 1, -2, 3 };
int matrix[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } };
_Complex double complex_number = 1.5;
long double ld = 0.1L;
__int128 wide = -1;
_Bool truth = 1;
volatile const char text[] = "text";
void *any = &first;

static int twice(int n)
{
	static int calls;

	calls++;
	return 2 * n;
}

static int (*pointer_to_function)(int) = twice;

static int vla(size n)
{
	int v[n], sum = 0;

	for (size i = 0; i < n; i++) {
		int n = (int)i;
		v[i] = pointer_to_function(n);
		sum += v[i];
	}
	return sum;
}

static int walk(struct node *node, int depth)
{
	register int sum = depth;

	if (node)
		sum += node->n.i + walk(node->next, depth + 1);
	return sum;
}

int main(void)
{
	int sum = walk(&first, 0);

	bits.b = 5;
	complex_number += 2;
	sum += vla(4);
	flags = (enum flag)9;
	return sum & 127;
}
