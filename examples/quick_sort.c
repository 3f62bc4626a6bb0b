/* Quicksort: a pivot in its place, then both sides of it. */
#include <stdio.h>

void sort(int *a, int from, int to)
{
	int low = from;
	if (to - from < 2)
		return;
	for (int i = from; i < to - 1; i++)
		if (a[i] < a[to - 1]) {
			int t = a[i];
			a[i] = a[low];
			a[low++] = t;
		}
	int pivot = a[to - 1];
	a[to - 1] = a[low];
	a[low] = pivot;
	sort(a, from, low);
	sort(a, low + 1, to);
}

int main(void)
{
	int a[] = { 7, 3, 9, 1, 5, 4 };
	sort(a, 0, 6);
	for (int i = 0; i < 6; i++)
		printf("%d ", a[i]);
	printf("\n");
	return 0;
}
