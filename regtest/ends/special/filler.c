/* Changes much memory at every step, so that the recording is soon megabytes; prints at the end. */
#include <stdio.h>

static unsigned char bytes[16384];

int main(void)
{
	for (int i = 1; i < 300; i++)
		for (unsigned j = 0; j < sizeof bytes; j++) bytes[j] = (unsigned char)(i * (j + 1));
	puts("to the end");
	return 21;
}
