// C++ exceptions through several frames, through a destructor, rethrown, and out of a library
// callback.
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

struct Guard {
	int *count;
	~Guard() { ++*count; }
};

static int unwound;

static void thrower(int depth)
{
	Guard guard = { &unwound };
	if (depth == 0)
		throw std::runtime_error("deep");
	thrower(depth - 1);
}

static int compare(const void *, const void *)
{
	throw 17;
}

static int rethrow(int depth)
{
	try {
		thrower(depth);
	} catch (const std::exception &) {
		throw;
	}
	return 0;
}

int main()
{
	int mine = 4, caught = 0;
	try {
		rethrow(10);
	} catch (const std::runtime_error &e) {
		std::puts(e.what());    // now: mine=4 unwound=11
	}
	try {
		int v[] = { 2, 1 };
		std::qsort(v, 2, sizeof v[0], compare);
	} catch (int n) {
		caught = n;
	}
	std::printf("%d %d\n", mine, caught);   // now: mine=4 caught=17
	return 0;
}
