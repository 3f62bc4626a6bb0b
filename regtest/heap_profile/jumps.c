/* At -O2 get() does not call malloc but jumps to it. */
#include <stdlib.h>

__attribute__((noinline)) void *get(size_t n)
{
	return malloc(n);
}

int main(void)
{
	return get(10) == get(20);
}
