/* SIGFPE: a division by zero that the compiler cannot see.
   totals: no */
#include <stdio.h>

int main(int argc, char **argv)
{
	(void)argv;
	int zero = argc - 1;
	printf("%d\n", 10 / zero);
	return 0;
}
