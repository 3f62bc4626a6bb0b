/* Loads, uses and unloads a library twice: its data is fresh each time. */
#include <dlfcn.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	(void)argc;
	for (int i = 0; i < 2; i++) {
		void *library = dlopen(argv[1], RTLD_NOW);
		int (*call)(int) = (int (*)(int))dlsym(library, "library_call");
		int sum = call(i) + call(i);
		printf("%d\n", sum);
		dlclose(library);
	}
	return 0;
}
