// Containers overwritten with anything: decoding 100 rounds of 40 of them ends, within its bounds.
// standards: 20
// compilers: g++
// also: -D_GLIBCXX_DEBUG -D_GLIBCXX_USE_CXX11_ABI=0
#include "noise.h"

int main()
{
	for (int round = 0; round < 100; round++) {
		DISTURB_ALL
	}
	_Exit(0);
}
