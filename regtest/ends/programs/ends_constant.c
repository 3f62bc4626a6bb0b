/* A write to a string literal.
   totals: no */
#include <stdio.h>

int main(void)
{
	char *text = "constant";
	puts(text);
	text[0] = 'C';
	puts(text);
	return 0;
}
