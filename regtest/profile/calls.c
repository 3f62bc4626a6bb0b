/* All ways in and out of a function: calls back from the C library, tail calls, recursion of
 * several functions, longjmp over many of them, also out of a signal's handler, handlers that return. */
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>

#define APART __attribute__((noinline, noclone))

static jmp_buf back;
static sigjmp_buf back_from_handler;
static volatile int handled, sum;
static int numbers[100];

static APART int compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static APART void sort_numbers(void)
{
	for (int i = 0; i < 100; i++)
		numbers[i] = i * 7919 % 101;
	qsort(numbers, 100, sizeof *numbers, compare);
}

static APART int last(int n)
{
	sum += n;
	return n + 1;
}

static APART int through(int n)
{
	sum ^= n;
	return last(n * 2);
}

static APART void leave(int depth)
{
	volatile int here = depth;

	if (depth == 0)
		longjmp(back, 1);
	leave(depth - 1);
	sum += here;
}

static APART void jump_back(void)
{
	for (volatile int i = 0; i < 5; i++)
		if (!setjmp(back))
			leave(i * 3);
		else
			sum += through(i);
}

static APART void handler(int signo)
{
	handled += last(signo);
}

static APART void jumping_handler(int signo)
{
	handled += signo;
	siglongjmp(back_from_handler, 1);
}

static APART void take_signals(void)
{
	signal(SIGUSR1, handler);
	signal(SIGUSR2, jumping_handler);
	for (volatile int i = 0; i < 4; i++) {
		raise(SIGUSR1);
		if (!sigsetjmp(back_from_handler, 1))
			raise(SIGUSR2);
	}
}

static APART int third(int n);

static APART int first(int n)
{
	return n <= 0 ? 0 : 1 + (n % 3 ? third(n - 1) : first(n - 2));
}

static APART int second(int n)
{
	return n <= 0 ? 1 : 1 + first(n - 1) + first(n - 3);
}

static APART int third(int n)
{
	return n <= 0 ? 2 : 1 + second(n - 1);
}

int main(void)
{
	sort_numbers();
	for (int i = 0; i < 10; i++)
		sum += through(i);
	jump_back();
	take_signals();
	sum += first(20);
	return sum & 1;
}
