/* Counts the words of its input.
   stdin: the quick  brown fox */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>

int main(void)
{
	int words = 0, c;
	bool inside = false;
	while ((c = getchar()) != EOF) {
		if (isspace(c))
			inside = false;
		else if (!inside) {
			inside = true;
			words++;
		}
	}
	printf("%d words\n", words);
	return 0;
}
