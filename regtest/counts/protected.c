/* Gives open() a name in a heap block, which is readable at first, and then is not. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>

enum { PAGE = 4096 };

int main(void)
{
	char *name = aligned_alloc(PAGE, PAGE);

	for (int i = 0; i < 8; i++)
		name[i] = "nowhere"[i];
	open(name, O_RDONLY);
	mprotect(name, PAGE, PROT_NONE);
	open(name, O_RDONLY);
	mprotect(name, PAGE, PROT_READ | PROT_WRITE);
	free(name);
	return 0;
}
