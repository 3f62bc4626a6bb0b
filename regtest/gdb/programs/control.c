/* Control flow: every loop, switch with fall-through, goto, break, continue, Duff's device. */
#include <stdio.h>

static int classify(int n)
{
	int kind = 0;
	switch (n) {
	case 0:
		kind = 10;
		/* fall through */
	case 1:
		kind++;
		break;
	case 5 ... 7:
		kind = 57;
		break;
	case -1:
		return -1;
	default:
		kind = 99;
	}
	return kind;
}

static int search(int wanted)
{
	int i, j, steps = 0;
	for (i = 0; i < 4; i++) {
		for (j = 0; j < 4; j++) {
			steps++;
			if (i * j == wanted)
				goto found;
		}
	}
	steps = -steps;
found:
	return steps;
}

static void duff(char *to, const char *from, int count)
{
	int n = (count + 3) / 4;
	switch (count % 4) {
	case 0: do {	*to++ = *from++;
	case 3:		*to++ = *from++;
	case 2:		*to++ = *from++;
	case 1:		*to++ = *from++;
		} while (--n > 0);
	}
}

static int loops(int n)
{
	int a = 0, b = n;
	while (b) {
		if (b % 3 == 0) {
			b--;
			continue;
		}
		if (b == 1)
			break;
		a += b--;
	}
	do
		a++;
	while (a < n);
	for (;;) {
		if (a > 20)
			break;
		a *= 2;
	}
again:
	if (++b < 4)
		goto again;
	return a + b;
}

int main(void)
{
	char text[10] = "";
	int sum = 0;
	for (int i = -1; i < 8; i += 3)
		sum += classify(i);
	duff(text, "duffsdev", 6);
	if (sum > 50)
		if (sum > 100)
			sum -= 100;
		else
			sum++;
	else
		sum--;
	printf("%d %d %d %s %d\n", sum, search(6), search(7), text, loops(8));
	return 0;
}
