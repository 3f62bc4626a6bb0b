/* C++: names, bases, members, templates, lambdas. */
#include "start.h"

namespace outer {
inline namespace v1 {
struct Base {
	int base = 1;
	virtual int area() const { return base; }
};
struct Left : virtual Base { int left = 2; };
struct Right : virtual Base { int right = 3; };
struct Both : Left, Right {
	int both = 4;
	int area() const override { return both + left; }
	static constexpr int sides = 4;
	static int count;
};
int Both::count = 0;
}
template <typename T, int N> struct Box {
	enum class Kind : unsigned char { small, big };
	using value_type = T;
	T item[N];
	Kind kind = Kind::big;
	T &at(int i) { return item[i]; }
};
}
namespace {
template <typename... Ts> int total(Ts... t) { return (0 + ... + t); }
int hidden = 12;
}
using namespace outer;
struct Incomplete;
Incomplete *nothing = nullptr;
int Both::*member = &Both::both;
int (Base::*method)() const = &Base::area;
char32_t letter = U'\u00e9';
decltype(nullptr) null;

/* Pure and missing functions of the language's library are not called. */
extern "C" void __cxa_pure_virtual() {}

static int lambda(int n)
{
	auto by_value = [n](int more) { return n + more; };
	auto by_reference = [&n] { return ++n; };

	return by_value(1) + by_reference();
}

int main()
{
	Both both;
	Base &base = both;
	Box<short, 3> box{};
	Box<short, 3> &&moved = static_cast<Box<short, 3> &&>(box);
	auto [a, b, c] = box.item;

	moved.at(1) = 5;
	both.count++;
	return base.area() + lambda(2) + total(1, 2, hidden) + a + b + c;
}
