/* Arrays of one to three dimensions, automatic and static, passed as pointers to rows. */
#include <stdio.h>

static int cube[2][3][2];
double grid[3][4];

static void fill(int rows, int cells[][3])
{
	for (int r = 0; r < rows; r++)
		for (int c = 0; c < 3; c++)
			cells[r][c] = 10 * r + c;
}

static int sum(const int *v, int n)
{
	int total = 0;
	for (int i = 0; i < n; i++)
		total += v[i];
	return total;
}

static void sort(int *v, int n)
{
	for (int i = 0; i < n - 1; i++)
		for (int j = 0; j < n - 1 - i; j++)
			if (v[j] > v[j + 1]) {
				int t = v[j];
				v[j] = v[j + 1];
				v[j + 1] = t;
			}
}

int main(void)
{
	int line[6] = { 5, 3, 9, 1 };
	int table[4][3];
	short jagged[3] = { [2] = 7 };
	int (*row)[3] = table;
	int *cells[2] = { line, &table[0][0] };

	fill(4, table);
	row++;
	(*row)[2] = -1;
	sort(line, 6);
	for (int i = 0; i < 2; i++)
		for (int j = 0; j < 3; j++)
			for (int k = 0; k < 2; k++)
				cube[i][j][k] = i * 100 + j * 10 + k;
	grid[1][2] = 0.5;
	grid[2][3] = grid[1][2] * 3;
	cells[1][4] = 44;
	jagged[0] = (short) sum(line, 6);
	printf("%d %d %d %g\n", sum(table[1], 3), jagged[0], cube[1][2][1], grid[2][3]);
	return 0;
}
