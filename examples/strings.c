/* A string is an array of characters that ends with a zero. */
#include <stdio.h>
#include <string.h>

void reverse(char *s)
{
	char *last = s + strlen(s) - 1;
	while (s < last) {
		char c = *s;
		*s++ = *last;
		*last-- = c;
	}
}

int main(void)
{
	char word[] = "stressed";
	const char *fixed = "meal";
	reverse(word);
	printf("%s after the %s\n", word, fixed);
	return 0;
}
