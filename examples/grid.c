/* An array of arrays, and a pointer that walks over it. */
#include <stdio.h>

int main(void)
{
	int grid[3][4];
	int *cell = &grid[0][0];
	for (int row = 0; row < 3; row++)
		for (int column = 0; column < 4; column++)
			grid[row][column] = 10 * row + column;
	for (int i = 0; i < 12; i += 5)
		printf("%d ", cell[i]);
	printf("\n");
	return 0;
}
