/* A union that says by an enum which of its members is meant. */
#include <stdio.h>

enum kind { CIRCLE, BOX };
struct shape {
	enum kind kind;
	union {
		double radius;
		struct { int width, height; } box;
	} as;
};

double area(const struct shape *s)
{
	switch (s->kind) {
	case CIRCLE: return 3 * s->as.radius * s->as.radius;
	case BOX:    return s->as.box.width * s->as.box.height;
	}
	return 0;
}

int main(void)
{
	struct shape all[2] = { { .kind = CIRCLE, .as.radius = 0.5 }, { .kind = BOX } };
	all[1].as.box.width = 3;
	all[1].as.box.height = 4;
	for (int i = 0; i < 2; i++)
		printf("%.2f\n", area(&all[i]));
	return 0;
}
