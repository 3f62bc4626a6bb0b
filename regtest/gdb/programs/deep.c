/* Recursion 10,000 frames deep: depth, function, line and the innermost variables all the way.
 * Of optimised code gdb unwinds the whole stack at each stop, which takes too long here.
 * runs: 1
 * opt: O0
 * dwarf: 5
 * post: --max-frames=16 */
#include <stdio.h>

static int down(int n) { return n ? down(n - 1) + 1 : 0; }

int main(void)
{
	int depth = down(9998);
	printf("%d\n", depth);
	return 0;
}
