/* Variables whose page cannot be read for a while: what was written last before is known, and what
   is written afterwards too.  In static data, in a heap block, and over several pages. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#define PAGE 4096

static int second __attribute__((aligned(PAGE)));
static char third __attribute__((aligned(PAGE)));

int main(void)
{
	third = 1, second = 2, mprotect(&second, PAGE, PROT_NONE);
	puts("hidden");                 /* now: second=2 */
	mprotect(&second, PAGE, PROT_READ);
	puts("readable");               /* now: second=2 */
	mprotect(&second, PAGE, PROT_NONE), mprotect(&second, PAGE, PROT_READ | PROT_WRITE);
	second = 3;
	puts("written");                /* now: second=3 */
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
