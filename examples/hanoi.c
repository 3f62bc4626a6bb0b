/* The towers of Hanoi: three pegs as arrays, discs as numbers. */
#include <stdio.h>

int peg[3][4] = { { 3, 2, 1 } };
int height[3] = { 3, 0, 0 };
int moves;

void move(int from, int to)
{
	int disc = peg[from][--height[from]];
	peg[from][height[from]] = 0;
	peg[to][height[to]++] = disc;
	moves++;
}

void solve(int discs, int from, int to, int spare)
{
	if (discs == 0)
		return;
	solve(discs - 1, from, spare, to);
	move(from, to);
	solve(discs - 1, spare, to, from);
}

int main(void)
{
	solve(3, 0, 2, 1);
	printf("%d moves, top disc %d\n", moves, peg[2][2]);
	return 0;
}
