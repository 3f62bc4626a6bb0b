/* Prints a line, and sleeps before the next. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
	for (int i = 0; i < 4; i++) {
		printf("line %d\n", i);
		usleep(300000);
	}
	return 6;
}
