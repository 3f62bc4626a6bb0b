/* Enums: gaps, negative, flags joined with |, values without a name, typedefs, wide ones. */
#include <stdio.h>

enum colour { RED, GREEN = 5, BLUE };
typedef enum { LOW = -1, MIDDLE, HIGH } level;
enum access { READ = 1, WRITE = 2, RUN = 4 };
enum wide { FIRST = 1, LAST = 0x100000000 };

static const char *name(enum colour c)
{
	const char *text = "?";
	if (c == RED)
		text = "red";
	else if (c == GREEN)
		text = "green";
	return text;
}

static level next(level l)
{
	return l == HIGH ? LOW : l + 1;
}

int main(void)
{
	enum colour c = GREEN;
	enum colour all[3] = { BLUE, RED, GREEN };
	level l = HIGH;
	enum access a = READ | RUN;
	enum wide w = LAST;
	const volatile enum colour fixed = BLUE;

	for (int i = 0; i < 3; i++)
		puts(name(all[i]));
	l = next(l);
	l = next(l);
	c = (enum colour) 3;
	a |= WRITE;
	a = 0;
	a = 8 | WRITE;
	w = FIRST;
	printf("%d %d %d %d %d\n", c, l, a, w == FIRST, fixed);
	return 0;
}
