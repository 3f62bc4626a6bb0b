/* A signal's frame is defined where the kernel writes it, and its place is undefined afterwards; on
 * an alternate stack too. */
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>

static int seen, code;
static siginfo_t kept;

static void handler(int signo)
{
	int local[4];

	local[1] = signo;
	seen += local[1];
}

static void informed(int signo, siginfo_t *info, void *context)
{
	int unset;
	siginfo_t copy = *info;

	code = info->si_code;
	kept = copy;
	seen += signo;
	if (seen == 0)
		unset = 1;
	(void)context;
}

static int after(void)
{
	char room[2000];
	int sum = 0;

	room[1000] = 1;
	sum += room[1000];
	return sum;
}

int main(void)
{
	struct sigaction action = { .sa_handler = handler }, detailed;
	stack_t other;
	char local[16];

	local[2] = 2;
	sigaction(SIGUSR1, &action, NULL);
	raise(SIGUSR1);
	seen += after();
	detailed.sa_sigaction = informed;
	detailed.sa_flags = SA_SIGINFO | SA_ONSTACK;
	sigemptyset(&detailed.sa_mask);
	other.ss_sp = malloc(65536);
	other.ss_size = 65536;
	other.ss_flags = 0;
	sigaltstack(&other, NULL);
	sigaction(SIGUSR2, &detailed, NULL);
	raise(SIGUSR2);
	seen += after();
	return seen == 0 || local[2] == 3;
}
