// Exceptions as they unwind: the line that throws, calls that are removed without returning,
// destructors on the way, the line of the handler.
#include <stdexcept>

struct Guard {
	int n;
	Guard(int a) : n(a)
	{
	}
	~Guard()
	{
		n = 0;
	}
};

static int inner(int n)
{
	Guard guard(n);
	if (n > 0)
		throw std::runtime_error("positive");
	return n;
}

static int between(int n)
{
	return inner(n) + 1;
}

int main()
{
	int caught = 0;
	try {
		between(1);
	} catch (const std::exception &e) {
		caught = 1;
	}
	between(0);
	return caught - 1;
}
