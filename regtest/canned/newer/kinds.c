/* What a newer gcc says of C: its default is C23, with types of any width, nullptr and constexpr. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

enum level : unsigned char { LOW = 1, HIGH = 200 };
struct field { unsigned a : 3; signed b : 5; _Bool c : 1; enum level level; };
struct node {
	struct node *next;
	union { int i; float f; } u;
	char name[8];
	struct field field;
};
struct flexible { size_t n; short item[]; };

static constexpr int limit = 12;
static struct node *head = nullptr;
static const char *const words[] = { "one", "two" };
int matrix[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } };
_Complex double z = 1.5;
_Float16 half = 1.25f16;

[[noreturn]] static void stop(int code)
{
	exit(code);
}

static struct node *push(struct node *list, int value)
{
	struct node *node = calloc(1, sizeof *node);

	node->next = list;
	node->u.i = value;
	snprintf(node->name, sizeof node->name, "n%d", value);
	node->field = (struct field){ .a = 5, .b = -3, .c = true, .level = HIGH };
	return node;
}

static int sum(const struct node *list)
{
	int total = 0;

	for (const struct node *n = list; n; n = n->next)
		total += n->u.i;
	return total;
}

static long long vla(int n)
{
	int v[n];
	long long product = 1;
	unsigned long wide = 1ul << 40;

	for (int i = 0; i < n; i++) {
		v[i] = i + 2;
		product *= v[i];
	}
	return product + (long long)wide;
}

int main(void)
{
	auto list = head;
	double d = 0.1;
	struct flexible *f = malloc(sizeof *f + 3 * sizeof f->item[0]);

	f->n = 3;
	for (size_t i = 0; i < f->n; i++)
		f->item[i] = (short)(i * i);
	for (int i = 0; i < 3; i++)
		list = push(list, i + limit);
	head = list;
	d += (double)(sum(list) + vla(4) + matrix[1][2]);
	printf("%s %.1f %d\n", words[1], d, f->item[2]);
	free(f);
	stop(0);
}
