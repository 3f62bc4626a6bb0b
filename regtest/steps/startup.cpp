// Nothing before main and after it: constructors and destructors of globals, functions of atexit.
// Those of locals and of static locals are steps where they run.
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

static int once(int n)
{
	static Object kept(n);
	return kept.n;
}

int main()
{
	Object local(2);
	std::atexit(at_the_end);
	once(3);
	once(4);
	return 0;
}
