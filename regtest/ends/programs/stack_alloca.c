/* alloca and variable-length arrays that grow and shrink the frame between steps. */
#include <alloca.h>
#include <stdio.h>
#include <string.h>

static int sum(int n)
{
	int total = 0;
	for (int i = 1; i < n; i++) {
		int row[i * 50];
		for (int j = 0; j < i; j++)
			row[j] = i * j;
		total += row[i - 1];
	}
	char *block = alloca((size_t)n * 1000);
	memset(block, 1, (size_t)n * 1000);
	total += block[n];
	return total;                   /* now: total=911 */
}

int main(void)
{
	printf("%d\n", sum(15));
	return 0;
}
