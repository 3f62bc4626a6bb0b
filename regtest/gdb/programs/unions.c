/* Unions: one member written, the others read; tagged values; a union inside an array. */
#include <stdint.h>
#include <stdio.h>

union number { int32_t i; float f; uint8_t byte[4]; };

struct tagged {
	enum { NOTHING, WHOLE, REAL, TEXT } kind;
	union { long whole; double real; const char *text; } as;
};

static void show(struct tagged t)
{
	switch (t.kind) {
	case NOTHING:
		puts("nothing");
		break;
	case WHOLE:
		printf("%ld\n", t.as.whole);
		break;
	case REAL:
		printf("%g\n", t.as.real);
		break;
	case TEXT:
		puts(t.as.text);
		break;
	}
}

int main(void)
{
	union number n;
	union { short s[2]; int all; } pair = { { 1, 2 } };
	struct tagged list[4] = { { WHOLE, { .whole = -5 } }, { REAL, { .real = 0.25 } } };

	n.i = 0x3f800000;
	n.f *= 2;
	n.byte[3] |= 0x80;
	pair.all += 0x10000;
	list[2].kind = TEXT;
	list[2].as.text = "union";
	for (int i = 0; i < 4; i++)
		show(list[i]);
	printf("%g %d\n", n.f, pair.s[1]);
	return 0;
}
