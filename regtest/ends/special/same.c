/* Everything whose order or addresses could differ between two runs, in one thread: heap, output,
   signals, recursion, the environment, input.  With an argument also raise(), which leaves the
   process id on the stack. */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile sig_atomic_t seen;
static char *words[20];
static sigjmp_buf back;

static void handle(int n)
{
	seen += n;
}

static void leave(int n)
{
	siglongjmp(back, n);
}

static int fibonacci(int n)
{
	return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

int main(int argc, char **argv)
{
	char line[100];
	(void)argv;
	signal(SIGUSR1, handle);
	signal(SIGILL, leave);
	if (sigsetjmp(back, 1) == 0)
		__builtin_trap();
	for (int i = 0; i < 20; i++) {
		words[i] = malloc((size_t)i * 37 + 1);
		sprintf(words[i], "%d", i % 10);
		if (argc > 1 && i % 3 == 0)
			raise(SIGUSR1);
	}
	for (int i = 0; i < 20; i += 2)
		free(words[i]);
	printf("%d %d %p\n", fibonacci(9), (int)seen, (void *)words[1]);
	while (fgets(line, sizeof line, stdin))
		fputs(line, stderr);
	return (int)strlen(words[1]);
}
