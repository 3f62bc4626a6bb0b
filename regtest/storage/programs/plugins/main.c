/* Libraries: linked at start, loaded by dlopen, unloaded, and loaded again, another one where the
 * first was; steps in them, their globals, and blocks with types of theirs.
 * library: base
 * library: first
 * library: second
 * link: base
 * args: {folder}
 * watch: base_count base.c::base_private first_calls first.c::top second.c::second_calls
 * watch: second_title rounds handle n f s */
#include <dlfcn.h>
#include <stdio.h>
#include "base.h"
#include "plugin.h"
static int rounds;

static int twice(int n)
{
	base_count.total += n;
	return 2 * n;                           /* stop */
}

static int play(const char *folder, const char *name, int n)
{
	char path[4096];
	struct handle *handle;
	struct handle *(*open_it)(int);
	int (*close_it)(struct handle *);

	snprintf(path, sizeof path, "%s/lib%s.so", folder, name);
	void *library = dlopen(path, RTLD_NOW);
	open_it = (struct handle *(*)(int))dlsym(library, "open_plugin");
	close_it = (int (*)(struct handle *))dlsym(library, "close_plugin");
	handle = open_it(n);
	rounds++;
	n = close_it(handle);
	dlclose(library);
	return n;                               /* stop */
}

int main(int argc, char **argv)
{
	int sum = base_apply(twice, 3);

	(void)argc;
	sum += play(argv[1], "first", 1);
	sum += play(argv[1], "second", 2);      /* stop */
	sum += play(argv[1], "first", 3);       /* stop */
	sum += play(argv[1], "first", 4);
	void *both[2];
	char path[4096];
	snprintf(path, sizeof path, "%s/libsecond.so", argv[1]);
	both[0] = dlopen(path, RTLD_LAZY);
	snprintf(path, sizeof path, "%s/libfirst.so", argv[1]);
	both[1] = dlopen(path, RTLD_LAZY | RTLD_GLOBAL);
	sum += base_apply(twice, 5);            /* stop */
	dlclose(both[0]);
	sum += play(argv[1], "second", 6);      /* stop */
	dlclose(both[1]);
	printf("%d %d\n", sum, rounds);         /* stop */
	return 0;
}
