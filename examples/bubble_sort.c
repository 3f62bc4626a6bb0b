/* Neighbours in the wrong order change places until none are. */
#include <stdbool.h>
#include <stdio.h>

int main(void)
{
	int a[] = { 5, 1, 4, 2, 3 };
	bool changed = true;
	while (changed) {
		changed = false;
		for (int i = 0; i + 1 < 5; i++)
			if (a[i] > a[i + 1]) {
				int t = a[i];
				a[i] = a[i + 1];
				a[i + 1] = t;
				changed = true;
			}
	}
	for (int i = 0; i < 5; i++)
		printf("%d ", a[i]);
	printf("\n");
	return 0;
}
