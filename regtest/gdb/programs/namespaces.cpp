/* Functions, variables and enumerators are called with the namespaces around them.
 * std: c++17 c++20
 */
#include <stdio.h>

namespace outer {
int counter = 1;
static int hidden = 2;

namespace inner {
enum level { low, high };
enum class color : unsigned char { red, green, blue = 200 };
enum class flag : bool { no, yes };
level current = high;

int f(int a)
{
	color c = color::green;
	flag on = a > 1 ? flag::yes : flag::no;
	level l = low;

	c = color::blue;
	return a + (int)c + (int)on + l;
}

struct Thing {
	enum kind { small, large };
	enum { first = 3, second };
	kind k;
	struct Part { int size; Part *next; int twice() { return 2 * size; } } part;
	int area(int by);
};
}

inline namespace v2 {
int versioned = 5;
int g(int a) { return a + versioned; }
}

namespace {
int secret = 7;
struct Hidden { int z; int get() { return z + secret; } };
int anonymous(int a) { return a + secret; }
}

int inner::Thing::area(int by)
{
	kind keep = k;
	int size = part.twice() * by;

	k = large;
	return size + keep + first + second;
}

namespace a::b { int nested(int x) { return x + hidden; } }
}

namespace alias = outer::inner;

int main()
{
	alias::Thing thing = { alias::Thing::small, { 4, nullptr } };
	outer::Hidden hidden = { 3 };
	using outer::inner::f;
	int sum = f(1) + f(2) + outer::g(3) + outer::anonymous(4) + thing.area(2) + hidden.get();

	outer::counter += sum;
	sum += outer::a::b::nested(1);
	alias::current = alias::low;
	printf("%d %d\n", sum, outer::counter);
	return 0;
}
