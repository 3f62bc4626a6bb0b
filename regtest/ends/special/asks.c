/* Asks for numbers until there are no more, and says their sum. */
#include <stdio.h>

int main(void)
{
	int sum = 0, n;
	puts("Numbers.");
	for (int i = 1;; i++) {
		printf("number %d: ", i);
		if (scanf("%d", &n) != 1)
			break;
		sum += n;
	}
	printf("sum %d\n", sum);
	return 0;
}
