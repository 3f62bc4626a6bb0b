/* Loops and whole functions on one line: steps that no change of line tells apart. */
#include <stdio.h>

static int square(int n) { int s = 0; for (int i = 0; i < n; i++) s += n; return s; }

static int clip(int v) { if (v < 0) return 0; else if (v > 9) return 9; return v; }

static void copy(char *to, const char *from) { while ((*to++ = *from++)) ; }

int main(void)
{
	int s = 0, x = 5;
	char text[8];
	for (int i = 0; i < 6; i++) s += i;
	while (x--) ;
	do s -= 2; while (s > 8);
	for (int i = 0; i < 2; i++) for (int j = 0; j < 2; j++) s += i * j;
	for (int i = 3; i; i--) { int t = i; if (t & 1) continue; s += t; }
	copy(text, "line"); s += clip(-1) + clip(50) + clip(5);
	if (s > 3) s++; else s--;
	switch (s & 3) { case 0: s = 1; break; case 1: s = 2; break; default: s = 3; }
	printf("%d %d %d %s\n", s, x, square(4), text);
	return 0;
}
