/* calls: step 5, faulty 5
 *
 * Runs into bytes that are no instruction, and goes on behind them. */
#define _GNU_SOURCE
#include <signal.h>
#include <ucontext.h>

#define APART __attribute__((noinline, noclone))

static volatile int sum;

static APART void step(void)
{
	sum++;
}

static void skip(int signo, siginfo_t *info, void *context)
{
	((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP]++;
}

static APART void faulty(void)
{
	sum++;
	__asm__ volatile(".byte 0x06");
	step();
}

int main(void)
{
	struct sigaction a = { .sa_sigaction = skip, .sa_flags = SA_SIGINFO };

	sigaction(SIGILL, &a, 0);
	for (int i = 0; i < 5; i++)
		faulty();
	return 0;
}
