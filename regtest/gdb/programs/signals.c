/* Signals: signal and sigaction handlers, SA_SIGINFO, one inside another, a fault, siglongjmp. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t seen;
static int last, code;
static sigjmp_buf back;
static int *volatile nowhere;

static void simple(int number)
{
	int local = number * 10;
	seen++;
	last = local;
}

static void nested(int number)
{
	raise(SIGUSR1);
	seen += 10;
	last += number;
}

static void detailed(int number, siginfo_t *info, void *context)
{
	code = info->si_signo == number && info->si_pid == getpid() ? 1 : -1;
	seen += context != NULL;
}

static void escape(int number)
{
	siglongjmp(back, number);
}

static int fault(int n)
{
	int before = n + 1;
	*nowhere = before;
	return n;
}

int main(void)
{
	struct sigaction action;
	int got;

	signal(SIGUSR1, simple);
	raise(SIGUSR1);
	signal(SIGUSR2, nested);
	raise(SIGUSR2);
	memset(&action, 0, sizeof action);
	action.sa_sigaction = detailed;
	action.sa_flags = SA_SIGINFO;
	sigaction(SIGHUP, &action, NULL);
	kill(getpid(), SIGHUP);
	signal(SIGSEGV, escape);
	got = sigsetjmp(back, 1);
	if (got == 0)
		got = fault(3);
	printf("%d %d %d %d\n", (int) seen, last, code, got);
	return 0;
}
