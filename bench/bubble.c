/* 2000 ints sorted the slow way: about 7 million source lines, and hardly anything else. */
#include <stdio.h>

#define N 2000
static int a[N];

int main(void)
{
	unsigned x = 12345;

	for (int i = 0; i < N; i++) {
		x = x * 1103515245u + 12345u;
		a[i] = (int)(x >> 16);
	}
	for (int i = 0; i < N - 1; i++)
		for (int j = 0; j < N - 1 - i; j++)
			if (a[j] > a[j + 1]) {
				int t = a[j];
				a[j] = a[j + 1];
				a[j + 1] = t;
			}
	printf("%d %d\n", a[0], a[N - 1]);
	return 0;
}
