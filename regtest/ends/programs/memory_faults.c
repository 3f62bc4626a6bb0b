/* A store faults into memory that a SIGSEGV handler then maps or makes writable, and is run again:
   the value is the one stored. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define PAGE 4096

static int area[2 * PAGE / sizeof(int)] __attribute__((aligned(PAGE)));
static int faults;

static void allow(int n, siginfo_t *info, void *context)
{
	(void)n;
	(void)context;
	faults++;
	char *page = (char *)((unsigned long)info->si_addr & ~(PAGE - 1UL));
	mprotect(page, PAGE, PROT_READ | PROT_WRITE);
}

int main(void)
{
	struct sigaction a;
	memset(&a, 0, sizeof a);
	a.sa_sigaction = allow;
	a.sa_flags = SA_SIGINFO;
	sigaction(SIGSEGV, &a, NULL);
	area[0] = 1;
	mprotect(area, sizeof area, PROT_NONE);
	area[0] = 5;
	mprotect(area, PAGE, PROT_READ);
	area[1] = 6;
	int first = area[0], second = area[1];
	printf("%d %d %d\n", first, second, faults);    /* now: first=5 second=6 faults=2 */
	return 0;
}
