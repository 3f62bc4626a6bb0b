/* Standard input read by characters, lines, formats and all at once.
   stdin: x\n12 13\nthe rest of the line\n */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
	int c = getchar(), a = 0, b = 0;
	char rest[100] = "";
	if (scanf("%d %d\n", &a, &b) != 2)
		return 1;
	if (!fgets(rest, sizeof rest, stdin))
		return 2;
	fprintf(stderr, "%c %d %d %s", c, a, b, rest);  /* now: c=120 a=12 b=13 */
	return read(0, rest, sizeof rest) == 0 ? 0 : 3;
}
