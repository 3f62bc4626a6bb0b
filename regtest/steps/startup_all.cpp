// post: --startup
// What runs before main and after it, when it is asked for.
#include <cstdlib>

struct Object {
	int n;
	Object(int a) : n(a) { }
	~Object() { n = 0; }
};

static Object global(1);

static void at_the_end()
{
	global.n++;
}

int main()
{
	std::atexit(at_the_end);
	std::exit(0);
}
