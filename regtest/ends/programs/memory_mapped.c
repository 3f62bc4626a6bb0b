/* Memory that holds variables is protected, unmapped and moved right after it was written. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096

static char area[4 * PAGE] __attribute__((aligned(PAGE)));
static int tail = 3;

int main(void)
{
	area[0] = 1, area[PAGE] = 2, mprotect(area + PAGE, PAGE, PROT_NONE);
	tail++;                         /* now: tail=3 */
	mprotect(area + PAGE, PAGE, PROT_READ | PROT_WRITE);
	area[PAGE + 1] = 7;
	int again = area[PAGE] + area[PAGE + 1];
	printf("%d\n", again);          /* now: again=9 tail=4 */
	char *p = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	strcpy(p, "mapped"), munmap(p, 2 * PAGE);
	p = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	strcpy(p, "moved"), p = mremap(p, PAGE, 300 * PAGE, MREMAP_MAYMOVE);
	puts(p);
	munmap(p, 300 * PAGE);
	char *block = aligned_alloc(PAGE, 2 * PAGE);
	block[0] = 'b', mprotect(block, PAGE, PROT_NONE), mprotect(block, PAGE, PROT_READ | PROT_WRITE);
	block[1] = 'c';
	printf("%.2s\n", block);
	area[2 * PAGE] = 4, mmap(area + 2 * PAGE, PAGE, PROT_READ | PROT_WRITE,
				 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	int zero = area[2 * PAGE];
	printf("%d\n", zero);           /* now: zero=0 */
	free(block);
	char *end = sbrk(2 * PAGE);
	end[0] = 1, end[2 * PAGE - 1] = 2, sbrk(-2 * PAGE);
	puts("done");
	return 0;
}
