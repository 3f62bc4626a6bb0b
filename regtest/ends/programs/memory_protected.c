/* Variables whose page cannot be read for a while: what was written last before is known, and what
   is written afterwards too.  In static data, in a heap block, and over several pages. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#define PAGE 4096

static struct { int first; char fill[PAGE - sizeof(int)]; } pages[3] __attribute__((aligned(PAGE)));
static int *inside;

int main(void)
{
	pages[0].first = 1, pages[1].first = 2, mprotect(&pages[1], PAGE, PROT_NONE);
	puts("hidden");
	mprotect(&pages[1], PAGE, PROT_READ);
	inside = &pages[1].first;
	puts("readable");               /* now: *inside=2 */
	mprotect(pages, sizeof pages, PROT_NONE), mprotect(pages, sizeof pages, PROT_READ | PROT_WRITE);
	pages[1].first = 3;
	puts("written");                /* now: *inside=3 */
	int *block = aligned_alloc(PAGE, 2 * PAGE);
	block[0] = 4, mprotect(block, PAGE, PROT_NONE);
	puts("hidden");
	mprotect(block, PAGE, PROT_READ | PROT_WRITE);
	block[1] = 5;
	puts("written");                /* now: block[0]=4 block[1]=5 */
	mprotect(block, PAGE, PROT_NONE), mprotect(block, PAGE, PROT_READ | PROT_WRITE);
	free(block);
	block = aligned_alloc(PAGE, 2 * PAGE);
	block[1] = 6;
	puts("again");                  /* now: block[1]=6 */
	free(block);
	return 0;
}
