/* New stack is undefined, and undefined again where a frame takes the place of another that has
 * returned; arguments and what is passed on the stack are what the caller made them. */
#include <alloca.h>
#include <string.h>

struct large { int part[12]; char tail; };

static int fill(int n)
{
	int all[16];

	for (int i = 0; i < 16; i++)
		all[i] = i * n;
	return all[n & 15];
}

static int reuse(int n)
{
	int all[16];
	int sum = 0;

	all[3] = n;
	sum += all[3];
	return sum;
}

static int deep(int n)
{
	char unused[24];
	int local;

	if (n == 0)
		return 0;
	unused[n] = 1;
	local = deep(n - 1);
	return local + unused[n];
}

static int by_value(struct large l, int a, int b, int c, int d, int e, int f, int g, short h)
{
	struct large copy = l;

	copy.tail = (char)h;
	return copy.part[1] + a + b + c + d + e + f + g;
}

static int grown(int n)
{
	char *p = alloca((size_t)n);
	char *q;

	p[0] = 1;
	q = alloca((size_t)n * 2);
	memset(q, 2, (size_t)n);
	return p[0] + q[0];
}

static int variable(int n)
{
	int length[n];
	short second[n][2];

	length[0] = n;
	second[0][1] = (short)n;
	return length[0] + second[0][1];
}

int main(void)
{
	struct large l;
	int total = 0, later;

	l.part[1] = 7;
	total += fill(3);
	total += reuse(4);
	total += deep(5);
	total += reuse(5);
	total += by_value(l, 1, 2, 3, 4, 5, 6, 7, 8);
	for (int i = 1; i < 40; i += 13)
		total += grown(i);
	total += variable(5);
	for (int i = 0; i < 2; i++) {
		int inner;
		if (i == 0)
			inner = 5;
		total += i;
	}
	later = total;
	return later == 0;
}
