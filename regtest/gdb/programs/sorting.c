/* Sorting as it is taught: bubbles, selection, insertion, quick and merge sort, with swaps through
 * pointers and temporary arrays on stack and heap. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void swap(int *a, int *b)
{
	int t = *a;

	*a = *b;
	*b = t;
}

static void bubble(int list[], int n)
{
	for (int i = 0; i < n - 1; i++)
		for (int j = 0; j < n - 1 - i; j++)
			if (list[j] > list[j + 1])
				swap(&list[j], &list[j + 1]);
}

static void insertion(int *list, int n)
{
	for (int i = 1, j; i < n; i++) {
		int key = list[i];
		for (j = i; j > 0 && list[j - 1] > key; j--)
			list[j] = list[j - 1];
		list[j] = key;
	}
}

static void quick(int *low, int *high)
{
	if (low >= high)
		return;
	int pivot = *high, *to = low;
	for (int *p = low; p < high; p++)
		if (*p < pivot)
			swap(p, to++);
	swap(to, high);
	quick(low, to - 1);
	quick(to + 1, high);
}

static void merge(int *list, int n)
{
	int half = n / 2, i = 0, j = half, k = 0;

	if (n < 2)
		return;
	merge(list, half);
	merge(list + half, n - half);
	int *all = malloc(n * sizeof *all);
	while (i < half || j < n)
		all[k++] = j == n || (i < half && list[i] <= list[j]) ? list[i++] : list[j++];
	memcpy(list, all, n * sizeof *all);
	free(all);
}

int main(void)
{
	int first[4] = { 3, 1, 2, 0 }, second[5] = { 5, 4, 9, 1, 1 };
	int *third = malloc(5 * sizeof *third), fourth[4] = { 2, -1, 7, 0 };

	memcpy(third, second, sizeof second);
	bubble(first, 4);
	insertion(second, 5);
	quick(third, third + 4);
	merge(fourth, 4);
	printf("%d %d %d %d\n", first[3], second[4], third[0], fourth[0]);
	free(third);
	return 0;
}
