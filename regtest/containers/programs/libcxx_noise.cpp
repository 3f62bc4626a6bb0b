// libc++: containers overwritten with anything.
// standards: 20
// compilers: clang++
// flags: -stdlib=libc++
#include "noise.h"

int main()
{
	for (int round = 0; round < 100; round++) {
		DISTURB_ALL
	}
	_Exit(0);
}
