/* A heap that grows to 20000 blocks and back, three times. */
#include <stdlib.h>

enum { N = 20000 };

int main(void)
{
	static char *block[N];

	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < N; i++)
			block[i] = malloc(16);
		for (int i = 0; i < N; i++)
			free(block[i]);
	}
	return 0;
}
