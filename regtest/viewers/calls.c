/* What a timeline shows: recursion, calls back from the C library, two threads, a signal's handler,
 * longjmp over frames, allocations, output and a call that does not return. */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static jmp_buf back;
static int numbers[20];
static volatile int sum;

static int fibonacci(int n)
{
	return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

static int compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void sort(void)
{
	for (int i = 0; i < 20; i++)
		numbers[i] = i * 7 % 20;
	qsort(numbers, 20, sizeof *numbers, compare);
}

static void leave(int depth)
{
	if (depth == 0)
		longjmp(back, 1);
	leave(depth - 1);
}

static void handler(int signo)
{
	sum += fibonacci(signo % 5);
}

static void *work(void *arg)
{
	void *block = malloc(1000);

	sum += fibonacci(*(int *)arg);
	free(block);
	return NULL;
}

static void say(const char *text)
{
	if (write(1, text, 3) != 3)
		abort();
}

static void finish(void)
{
	say("out");
	_exit(0);
}

int main(void)
{
	pthread_t thread;
	int n = 6;
	char *kept = malloc(50);

	sum = fibonacci(10);
	sort();
	kept = realloc(kept, 5000);
	if (!setjmp(back))
		leave(5);
	signal(SIGUSR1, handler);
	raise(SIGUSR1);
	pthread_create(&thread, NULL, work, &n);
	pthread_join(thread, NULL);
	finish();
}
