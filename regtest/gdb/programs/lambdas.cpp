/* Lambdas: their calls, what they capture, and generic ones.
 * std: c++14 c++17 c++20
 */
#include <stdio.h>

struct Machine {
	int power;
	int run(int n)
	{
		auto step = [this, n](int k) {
			int all = power * k;
			return all + n;
		};
		return step(2) + step(3);
	}
};

template <class F> static int apply(F f, int to)
{
	int result = f(to);

	return result;
}

static int (*plain)(int) = [](int a) { return a + 1; };

int main()
{
	int number = 3, changed = 4;
	double real = 1.5;
	auto by_value = [number, real](int a) { return a + number + (int)real; };
	auto by_reference = [&changed](int a) {
		changed += a;
		return changed;
	};
	auto counts = [calls = 0]() mutable { return ++calls; };
	auto generic = [](auto a, auto b) { return a + b; };
	Machine machine = { 7 };
	int sum = apply(by_value, 1) + apply(by_reference, 2) + counts() + counts();

	sum += generic(1, 2) + (int)generic(1.5, 2) + machine.run(4) + plain(8);
	printf("%d %d\n", sum, changed);
	return 0;
}
