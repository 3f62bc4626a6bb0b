/* Two libraries, one after the other at the same addresses: the first one's enter() does 30 steps,
 * the second one's 50.  With LIBRARY this is a library, whose functions are named so. */
#include <dlfcn.h>

#define APART __attribute__((noinline, noclone))

#ifdef LIBRARY

static volatile int sum;

static APART void LIBRARY(void)
{
	sum++;
}

void enter(void)
{
	for (int i = 0; i < N; i++)
		LIBRARY();
}

#else

static APART void visit(const char *library)
{
	void *handle = dlopen(library, RTLD_NOW);
	void (*enter)(void) = (void (*)(void))dlsym(handle, "enter");

	enter();
	dlclose(handle);
}

int main(void)
{
	visit("./first.so");
	visit("./second.so");
	return 0;
}

#endif
