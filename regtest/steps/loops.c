/* Lines that run again and again. */
#include <stdio.h>

int main(void)
{
	int s = 0;
	for (int i = 0; i < 2; i++)
		s += i;
	for (int i = 0; i < 2; i++) s += i;
	while (s > 1)
		s--;
	printf("%d\n",
	       s);
	return 0;
}
