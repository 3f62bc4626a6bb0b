/* Variables that gcc keeps in callee-saved registers even without optimisation: across calls, in
 * outer frames, of all types, not written yet, through recursion, callbacks, signals, longjmp. */
#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum colour { RED, GREEN = 7 };
struct node { int number; struct node *next; };
struct small { short x, y; };

static jmp_buf back;
static int calls;

static int count(int by)
{
	calls += by;
	return calls;
}

static int inner(register int n)
{
	register int twice = 2 * n;
	if (n == 0)
		return 1;
	register int below = inner(n - 1);
	return twice + below;
}

static void leave(void)
{
	register long mine = 77;
	longjmp(back, (int) mine);
}

static int jump(int from)
{
	register int kept = from;
	int n = 1;

	count(kept);
	if (!setjmp(back))
		leave();
	return n + from;
}

static long types(void)
{
	register char letter = 'c';
	register bool yes = count(1) > 0;
	register enum colour colour = GREEN;
	register unsigned short few = 65535;
	count(letter + yes);
	register long long many = -1LL << 40;
	count(colour + few);
	return many + letter + yes + colour + few;
}

static int list(void)
{
	struct node nodes[2] = {{5, &nodes[1]}, {6, NULL}};
	register struct node *at;
	register char *text;
	register int sum = 0;
	register int (*function)(int) = count;

	for (at = nodes; at; at = at->next)
		sum += at->number + function(1);
	at = malloc(sizeof *at);
	at->number = sum;
	at->next = NULL;
	text = "text";
	sum += count(*text);
	free(at);
	return sum;
}

static int late(register int n, register int unused)
{
	register int first, second;
again:
	first = count(n);
	if (n > 1) {
		register int first = count(2);
		second = count(first);
		n = second > 0;
		goto again;
	}
	count(unused);
	return first;
}

static int body_is_loop(void)
{
	register int i;
	do
		i = count(1);
	while (i % 3);
	return i;
}

static int shared_register(int n)
{
	int sum = 0;
	{
		register int here = count(n);
		sum += count(here) + here;
	}
	{
		register struct small pair;
		pair.x = (short) sum;
		pair.y = 2;
		sum += count(3) + pair.x + pair.y;
	}
	{
		register double real = sum;
		sum += (int) (real / 2);
	}
	return sum;
}

static int order(const void *a, const void *b)
{
	register int left = *(const int *) a;
	register int right = *(const int *) b;
	count(1);
	return (left > right) - (left < right);
}

static int sorted(void)
{
	int numbers[] = {3, 1, 2};
	register int before = 99;
	qsort(numbers, 3, sizeof *numbers, order);
	return before + numbers[0] + count(1);
}

static void handler(int signal)
{
	register int handled = signal;
	count(1);
	calls += handled;
}

static int signalled(void)
{
	register int during = 1234;
	signal(SIGUSR1, handler);
	raise(SIGUSR1);
	count(1);
	return during;
}

int main(void)
{
	register unsigned i;
	register char *text = "registers";
	register int sum = 0;

	for (i = 0; i < 3; i++)
		sum += inner((int) i);
	while (i < 5)
		sum += count((int) i++);         /* changed before the call, in its line */
	sum += jump(3) + list() + late(2, 9) + body_is_loop() + shared_register(4);
	sum += sorted() + signalled();
	printf("%s %u %d %ld\n", text, i, sum, types());
	return 0;
}
