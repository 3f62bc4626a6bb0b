// What a newer gcc says of C++, whose default is C++20: concepts, bindings, lambdas, templates.
#include <cstdio>

namespace shapes {
inline namespace v2 {
struct Shape {
	int id = 7;
	virtual ~Shape() = default;
	virtual double area() const = 0;
	[[noreturn]] void fail() const { throw id; }
	static inline int made = 0;
};
struct Circle : Shape {
	double r;
	explicit Circle(double radius) : r(radius) { made++; }
	double area() const override { return 3 * r * r; }
};
struct Named : virtual Circle {
	char name[6] = "named";
	Named() : Circle(2) {}
};
}
}

template <typename T> concept Number = requires(T t) { t + t; };
template <Number T, int N> struct Array {
	T item[N]{};
	enum class Order : short { up = -1, down = 1 } order = Order::down;
	constexpr T total() const { T sum{}; for (T t : item) sum += t; return sum; }
};
enum struct Color { red, green = 4 };
using shapes::Shape;
namespace { int hidden = 3; }
constinit int counter = 5;
double Shape::*const nothing = nullptr;
int Shape::*const member = &Shape::id;

static int work(const Shape &shape, Array<short, 3> &&array)
{
	auto &[a, b, c] = array.item;
	int local = hidden;
	auto by_copy = [local](int more) { return local + more; };
	auto by_reference = [&local, &shape] { local += shape.*member; return local; };

	b = 5;
	int result = by_copy(2) + by_reference();
	return result + a + c + array.total();
}

int main()
{
	shapes::Named named;
	Color color = Color::green;
	char8_t letter = u8'x';
	int result = work(named, Array<short, 3>{ { 1, 2, 3 } });

	try {
		named.fail();
	} catch (int id) {
		result += id;
	}
	std::printf("%d %d %d %.0f\n", result, static_cast<int>(color), letter, named.area());
	return counter - 5;
}
