/* Formatting: nearly all its time is in the C library. */
#include <stdio.h>

int main(void)
{
	char line[200];
	long total = 0;

	for (int i = 0; i < 100000; i++)
		total += snprintf(line, sizeof line, "%d %08x %s %.3f %c\n", i, i * 7, "word", i / 3.0, 'a' + i % 26);
	printf("%ld\n%s", total, line);
	return 0;
}
