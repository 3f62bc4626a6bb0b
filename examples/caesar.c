/* A secret writing: each letter moves on in the alphabet. */
#include <ctype.h>
#include <stdio.h>

void shift(char *text, int by)
{
	for (; *text; text++)
		if (islower((unsigned char)*text))
			*text = 'a' + (*text - 'a' + by + 26) % 26;
}

int main(void)
{
	char text[] = "veni, vidi, vici";
	shift(text, 3);
	puts(text);
	shift(text, -3);
	puts(text);
	return 0;
}
