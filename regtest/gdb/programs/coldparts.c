/* Functions whose code lies in pieces: rare paths that go to a cold section, with inlined calls in
 * them; partial inlining; switches by table; functions that do not return; tail calls.
 * every: opt */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#define RARE(c) __builtin_expect(!!(c), 0)

volatile int in = 1, out;
static jmp_buf back;

static inline int report(const char *what, int code)
{
	out = code;
	return what[0] + code;
}

__attribute__((cold, noinline)) static int complain(int code)
{
	int extra = report("cold", code);

	out = extra;
	return -extra;
}

__attribute__((noreturn, noinline)) static void leave(int code)
{
	out = code;
	longjmp(back, code);
}

__attribute__((noinline)) static int check(int value)
{
	if (RARE(value > 100)) {
		int code = report("much", value);
		out = code;
		if (code & 1)
			return complain(code);
		return complain(code + 1);
	}
	out = value;
	return value + in;
}

/* Small where it begins, and too big to be inlined as a whole. */
static int partly(int n)
{
	int sum = 0;

	if (n < 0)
		return 0;
	for (int i = 0; i < n; i++) {
		out = i;
		sum += check(i * 50);
		out = sum;
		if (sum > 1000)
			leave(sum);
		out = sum + i;
	}
	return sum;
}

__attribute__((noinline)) static int choose(int which, int value)
{
	switch (which) {
	case 0:
		out = value;
		return value;
	case 1:
		return report("one", value);
	case 2:
		value += 2;
		/* fallthrough */
	case 3:
		out = value + 3;
		return value * 3;
	case 4:
		value = report("four", value) + report("again", value);
		break;
	case 5:
		out = 55;
		break;
	default:
		return check(value);
	}
	return value + which;
}

static int even(int n);

__attribute__((noinline)) static int odd(int n)
{
	out = n;
	return n ? even(n - 1) : 0;
}

__attribute__((noinline)) static int even(int n)
{
	out = n + 100;
	return n ? odd(n - 1) : 1;
}

__attribute__((noinline)) static int last(int a, int b)
{
	out = a + b;
	return a * b;
}

__attribute__((noinline)) static int passes(int a)
{
	int b = report("pass", a);

	return last(b, a);
}

int main(void)
{
	int total = 0, got;

	for (int i = 0; i < 8; i++)
		total += choose(i, i + in);
	total += partly(-in) + partly(2);
	total += check(200) + check(in);
	got = setjmp(back);
	if (!got)
		total += partly(60);
	out = got;
	total += even(4) + odd(3) + passes(in);
	printf("%d\n", total);
	return 0;
}
