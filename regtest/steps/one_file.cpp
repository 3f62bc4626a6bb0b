// post: --file=templates.h
// One of several source files: calls in it have its steps, and no others.
#include "templates.h"

int main()
{
	int base = 10, v[3] = { 3, 1, 2 };
	auto add = [base](int n) { return base + n; };
	int sum = add(twice(larger(1, 2)));
	std::sort(v, v + 2, [](int a, int b) {
		return a < b;
	});
	return sum + v[0] - 15;
}
