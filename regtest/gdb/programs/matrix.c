/* Matrices: variable-length ones as locals, parameters and behind pointers; pointers to rows;
 * determinants by recursion, with a smaller matrix in each frame.
 * stale: determinant
 */
#include <stdio.h>
#include <stdlib.h>

static void multiply(int n, int m, int k, const int a[n][m], const int b[m][k], int result[n][k])
{
	for (int i = 0; i < n; i++)
		for (int j = 0; j < k; j++) {
			int sum = 0;
			for (int l = 0; l < m; l++)
				sum += a[i][l] * b[l][j];
			result[i][j] = sum;
		}
}

static int determinant(int n, int a[n][n])
{
	int result = 0, sign = 1;

	if (n == 1)
		return a[0][0];
	for (int skip = 0; skip < n; skip++, sign = -sign) {
		int minor[n - 1][n - 1];
		for (int i = 1; i < n; i++)
			for (int j = 0, to = 0; j < n; j++)
				if (j != skip)
					minor[i - 1][to++] = a[i][j];
		result += sign * a[0][skip] * determinant(n - 1, minor);
	}
	return result;
}

static double trace_of(size_t n, double (*row)[n])
{
	double sum = 0;

	for (size_t i = 0; i < n; i++, row++)
		sum += (*row)[i];
	return sum;
}

int main(void)
{
	int a[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } };
	int b[3][2] = { { 1, 0 }, { 0, 1 }, { 2, 2 } };
	int product[2][2];
	int square[3][3] = { { 2, 0, 1 }, { 1, 3, 2 }, { 1, 1, 4 } };
	size_t n = 3;
	double (*grid)[n] = malloc(n * sizeof *grid);
	int (*row)[3] = square + 1;

	multiply(2, 3, 2, a, b, product);
	for (size_t i = 0; i < n * n; i++)
		grid[i / n][i % n] = i * 0.5;
	printf("%d %d %g %d\n", product[1][1], determinant(3, square), trace_of(n, grid), (*row)[1]);
	free(grid);
	return 0;
}
