/* calls: step 90, handler 10, on_other_stack 5, jumping 6, nested 9
 *
 * Handlers that return, on the stack and on one of their own, that raise another signal, and that
 * jump out of several frames. */
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>

#define APART __attribute__((noinline, noclone))

static volatile int sum;
static sigjmp_buf back;

static APART void step(void)
{
	sum++;
}

static APART void handler(int signo)
{
	for (int i = 0; i < 5; i++)
		step();
}

static APART void on_other_stack(int signo)
{
	step();
	raise(SIGUSR1);
	step();
}

static APART void jumping(int signo)
{
	step();
	siglongjmp(back, 1);
}

static APART void nested(int depth)
{
	step();
	if (depth == 0)
		raise(SIGALRM);
	nested(depth - 1);
	step();
}

static void take(int signo, void (*function)(int), int flags)
{
	struct sigaction a = { .sa_handler = function, .sa_flags = flags };

	sigaction(signo, &a, 0);
}

int main(void)
{
	stack_t other = { .ss_sp = malloc(65536), .ss_size = 65536 };

	sigaltstack(&other, 0);
	take(SIGUSR1, handler, 0);
	take(SIGUSR2, on_other_stack, SA_ONSTACK);
	take(SIGALRM, jumping, SA_NODEFER);
	for (int i = 0; i < 5; i++)
		raise(SIGUSR1);
	for (int i = 0; i < 5; i++)
		raise(SIGUSR2);
	for (volatile int i = 0; i < 6; i++)
		if (!sigsetjmp(back, 1)) {
			for (int k = 0; k < i; k++)
				step();
			if (i % 2 == 0)
				nested(i);
			raise(SIGALRM);
		}
	return 0;
}
