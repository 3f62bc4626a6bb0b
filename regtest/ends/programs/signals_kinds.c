/* Signal handlers: nested, on an alternate stack, left by siglongjmp, raised in a handler, and an
   alarm in the middle of a computation.
   vbits: no, signals arrive when they like */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t seen, rung;
static sigjmp_buf back;
static char *alternate;

static void inner(int n)
{
	int in_inner = n;
	seen += in_inner;
}

static void outer(int n)
{
	raise(SIGUSR2);
	seen += 100 * n;
}

static void on_alternate(int n)
{
	char here;
	seen += &here >= alternate && &here < alternate + SIGSTKSZ ? n : 0;
}

static void leave(int n)
{
	siglongjmp(back, n);
}

static void ring(int n)
{
	rung = n;
}

static void handle(int number, void (*f)(int), int flags)
{
	struct sigaction a;
	memset(&a, 0, sizeof a);
	a.sa_handler = f;
	a.sa_flags = flags;
	sigaction(number, &a, NULL);
}

int main(void)
{
	alternate = malloc(SIGSTKSZ);
	stack_t stack = { .ss_sp = alternate, .ss_size = SIGSTKSZ };
	sigaltstack(&stack, NULL);
	handle(SIGUSR1, outer, 0);
	handle(SIGUSR2, inner, 0);
	handle(SIGINT, on_alternate, SA_ONSTACK);
	handle(SIGSEGV, leave, SA_ONSTACK);
	handle(SIGALRM, ring, 0);
	int mine = 77;
	raise(SIGUSR1);
	printf("%d\n", (int)seen);      /* now: mine=77 seen=1012 */
	raise(SIGINT);
	printf("%d\n", (int)seen);      /* now: mine=77 seen=1014 */
	for (int i = 0; i < 3; i++) {
		int *volatile nowhere = NULL;
		int code = sigsetjmp(back, 1);
		if (code == 0)
			*nowhere = i;
		printf("%d\n", code);   /* now: mine=77 code=11 */
	}
	ualarm(20000, 0);
	char *block = malloc(1 << 20);
	while (!rung)
		memset(block, 1, 1 << 20);
	puts("rung");                   /* now: mine=77 rung=14 */
	free(block);
	free(alternate);
	return 0;
}
