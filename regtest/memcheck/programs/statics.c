/* What the program begins with is defined: arguments, environment, .data, .bss, .rodata; and becomes
 * undefined where something undefined is stored.
 * args: one "two three" */
#include <stdlib.h>
#include <string.h>

static int zeroed[6], given[4] = { 1, 2, 3 };
static struct { char c; long l; } holes, filled = { 'x', 5 };
static const char text[] = "constant";
char *names[3];
static __thread int of_thread, of_thread_set = 4;

static int counted(void)
{
	static int calls, last[2];
	int undefined;

	calls++;
	last[0] = undefined;
	return calls;
}

int main(int argc, char **argv)
{
	char *second = argv[2], *home = getenv("PATH");
	struct { char c; long l; } local;
	int n = argc;

	local.c = 'y';
	memcpy(&holes, &local, sizeof holes);
	holes.l = 3;
	filled.c = holes.c;
	zeroed[2] = given[2];
	n += counted();
	n += counted();
	names[1] = second;
	of_thread = n;
	of_thread_set += of_thread;
	return n == 0 || !home || text[0] == 'x' || names[1] == NULL;
}
