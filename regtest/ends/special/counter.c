/* Counts in a tight loop, for tests that kill it: the counter is an ordinary variable, and its last
   value is also where the test can read it, in the file that argv[1] names. */
#include <fcntl.h>
#include <sys/mman.h>

static unsigned counter;

int main(int argc, char **argv)
{
	(void)argc;
	int fd = open(argv[1], O_RDWR);
	volatile unsigned *seen = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	for (;;) {
		counter++;
		*seen = counter;
	}
}
