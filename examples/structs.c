/* Structs in structs, copied as a whole, and reached through a pointer. */
#include <stdio.h>

struct point { int x, y; };
struct line { struct point from, to; const char *name; };

struct point middle(struct line l)
{
	struct point p = { (l.from.x + l.to.x) / 2, (l.from.y + l.to.y) / 2 };
	return p;
}

int main(void)
{
	struct line a = { { 0, 0 }, { 10, 4 }, "a" };
	struct line b = a;
	struct line *p = &b;
	struct point m;
	p->name = "b";
	p->to.x = 20;
	m = middle(b);
	printf("%s: %d %d, %s: %d %d\n", a.name, a.to.x, a.to.y, b.name, m.x, m.y);
	return 0;
}
