/* Pointers that lead nowhere, some of which end the program; jumps too; and below the stack.
 * cases: 1 2 3 4 5 6 7 8 9 10 11 12 13 */
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static volatile int sum;
static sigjmp_buf back;

static void null_read(void)
{
	int *volatile p = NULL;

	sum = 1;
	sum += *p;
}

static void null_write(void)
{
	int *volatile p = NULL;

	p[3] = 4;
}

static void wild_read(void)
{
	char *volatile p = (char *)(uintptr_t)0x123456789000;

	sum += *p;
}

static void handled(int signo)
{
	(void)signo;
	siglongjmp(back, 1);
}

static void survived(void)
{
	char *volatile p = (char *)(uintptr_t)16;

	signal(SIGSEGV, handled);
	if (sigsetjmp(back, 1) == 0)
		sum += *p;
	if (sigsetjmp(back, 1) == 0)
		*p = 1;
	sum++;
}

static void null_call(void)
{
	void (*volatile f)(void) = NULL;

	f();
}

static void wild_call(void)
{
	void (*volatile f)(void) = (void (*)(void))(uintptr_t)0x100;

	f();
}

static void text_write(void)
{
	char *volatile text = (char *)"constant";

	text[0] = 'x';
}

static int *local_of(void)
{
	int local[8];
	int *volatile p = local;

	local[2] = 3;
	return p;
}

static void below_stack(void)
{
	int *volatile p = local_of() - 2000;

	sum += *p;
}

static void returned_local(void)
{
	int *p = local_of();

	sum += p[2];
}

static void write_below(void)
{
	int *p = local_of() - 4000;

	*p = 1;
}

static int unset_pointer(void)
{
	int *volatile *p = malloc(sizeof *p);

	return p[0] == NULL ? 1 : 0;
}

static void undefined_pointer(void)
{
	sum += unset_pointer();
}

static void abort_after(void)
{
	char *p = malloc(3);

	p[3] = 1;
	abort();
}

static void copy_from_null(void)
{
	char *volatile p = NULL;
	char to[4];

	memcpy(to, p, 4);
	sum += to[0];
}

int main(int argc, char **argv)
{
	static void (*const all[])(void) = { null_read, null_write, wild_read, survived, null_call,
		wild_call, text_write, below_stack, returned_local, write_below, undefined_pointer,
		abort_after, copy_from_null };

	if (argc > 1)
		all[atoi(argv[1]) - 1]();
	return 0;
}
