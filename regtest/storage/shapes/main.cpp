/* Namespaces, classes and templates that two units have. */
#include <cstdio>
#include "shared.hpp"

namespace {
	int unseen = 4;
}
thread_local Shape::Id last{ 9 };

template <typename T> T twice(T x)
{
	T result = x + x;
	return result;
}

struct Square : Shape {
	double side;
	explicit Square(double s) : Shape("square"), side(s) {}
	double area() const override { return side * side; }
};

static void body()
{
	Square square(1.5);
	const Shape *shape = &square;
	wipe();
	Shape *made = zoo::make(3);
	zoo::Pair<int, Shape *> pair{ 7, made };
	auto add = [&unseen_ = unseen](int n) { return unseen_ += n; };
	std::vector<std::string> names{ shape->name, made->name };

	for (const std::string &name : names)
		add((int)name.size());
	wipe();
	last.number = twice(unseen);
	long large = twice(2L);
	std::printf("%g %g %d %d %ld\n", shape->area(), pair.second->area(), unseen, last.number,
		    large);
	delete made;
}

int main()
{
	wipe();
	body();
	return 0;
}
