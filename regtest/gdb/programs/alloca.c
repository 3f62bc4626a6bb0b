/* alloca and variable-length arrays: one and two dimensions, parameters of VLA type, loops. */
#include <alloca.h>
#include <stdio.h>
#include <string.h>

static int sum(int rows, int columns, int m[rows][columns])
{
	int total = 0;
	for (int r = 0; r < rows; r++)
		for (int c = 0; c < columns; c++)
			total += m[r][c];
	return total;
}

static int triangle(int n)
{
	int total = 0;
	for (int i = 1; i <= n; i++) {
		short row[i];
		for (int j = 0; j < i; j++)
			row[j] = (short) (i * j);
		total += row[i - 1];
	}
	return total;
}

static int borrowed(int n)
{
	int *first = alloca((size_t) n * sizeof *first);
	char *second;
	for (int i = 0; i < n; i++)
		first[i] = i;
	second = alloca(8);
	strcpy(second, "alloca");
	return first[n - 1] + second[1];
}

int main(void)
{
	int n = 3;
	int table[n][n + 1];
	char text[n * 4];

	for (int i = 0; i < n; i++)
		for (int j = 0; j <= n; j++)
			table[i][j] = i - j;
	n = sum(n, n + 1, table);
	snprintf(text, sizeof text, "%d", n);
	printf("%s %d %d\n", text, triangle(4), borrowed(5));
	return 0;
}
