/* Structs: nested, anonymous members, by value in and out, assigned whole, arrays of them. */
#include <stdio.h>
#include <string.h>

struct point { int x, y; };
struct box { struct point low, high; const char *label; };

typedef struct {
	char tag;
	double weight;
	struct { short a, b; };
	union { int whole; unsigned char byte[4]; };
	struct box frame;
} item;

struct big { long v[6]; struct point at; };

static struct point add(struct point a, struct point b)
{
	struct point r = { a.x + b.x, a.y + b.y };
	return r;
}

static struct big grow(struct big b, int by)
{
	for (int i = 0; i < 6; i++)
		b.v[i] += by;
	b.at = add(b.at, (struct point) { by, -by });
	return b;
}

static struct box cover(struct point p, struct point q)
{
	struct box b;
	b.low.x = p.x < q.x ? p.x : q.x;
	b.low.y = p.y < q.y ? p.y : q.y;
	b.high.x = p.x > q.x ? p.x : q.x;
	b.high.y = p.y > q.y ? p.y : q.y;
	b.label = "cover";
	return b;
}

int main(void)
{
	struct point p = { 3, -4 }, q = { .y = 9 };
	struct box list[2];
	item one = { .tag = 'i', .weight = 2.5 };
	struct big b = { { 1, 2, 3 }, { 7, 8 } };
	struct point *far;

	list[0] = cover(p, q);
	list[1] = cover(add(p, p), q);
	one.a = 11;
	one.b = -12;
	one.whole = 0x01020304;
	one.byte[2] = 0xff;
	one.frame = list[1];
	far = &one.frame.high;
	far->x++;
	b = grow(b, 100);
	b = grow(b, -1);
	memset(&list[0].low, 0, sizeof list[0].low);
	printf("%d %d %d %ld %s\n", one.whole, far->x, b.at.y, b.v[5], list[0].label);
	return 0;
}
