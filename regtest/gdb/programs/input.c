/* Standard input by line, character and number; standard output and standard error in turn.
 * stdin: 12 -7\nsecond line\nxyz\n */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
	int a = 0, b = 0, c, count = 0;
	char line[32] = "", raw[4] = "";
	ssize_t got;

	if (scanf("%d %d", &a, &b) != 2)
		return 1;
	c = getchar();
	if (!fgets(line, sizeof line, stdin))
		return 2;
	line[strcspn(line, "\n")] = '\0';
	fprintf(stderr, "%s\n", line);
	while ((c = getchar()) != EOF)
		count += c != '\n';
	got = read(0, raw, 3);
	printf("%d %d %d %zd\n", a, b, count, got);
	fflush(stdout);
	raw[0] = 'w';
	if (write(2, raw, 1) != 1)
		return 3;
	return 0;
}
