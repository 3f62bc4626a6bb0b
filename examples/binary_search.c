/* Half of what is left goes with each look. */
#include <stdio.h>

int find(const int *a, int n, int wanted)
{
	int low = 0, high = n;
	while (low < high) {
		int middle = (low + high) / 2;
		if (a[middle] == wanted)
			return middle;
		if (a[middle] < wanted)
			low = middle + 1;
		else
			high = middle;
	}
	return -1;
}

int main(void)
{
	int a[] = { 2, 3, 5, 7, 11, 13, 17, 19 };
	printf("%d %d\n", find(a, 8, 13), find(a, 8, 4));
	return 0;
}
