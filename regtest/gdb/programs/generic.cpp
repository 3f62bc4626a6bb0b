/* Lambdas of C++14 and later: generic, with initialised captures, moved, variadic, returned from
 * functions, recursive.
 * std: c++14 c++17 c++20 */
#include <memory>
#include <stdio.h>
#include <utility>

struct Point {
	int x, y;
	auto shifted(int by) const { return [by, copy = *this] { return copy.x + copy.y + by; }; }
};

static auto counter(int from)
{
	return [n = from, step = 1]() mutable {
		int was = n;
		n += step++;
		return was;
	};
}

static auto adder = [](auto... all) {
	int sum = 0;
	int parts[] = { (int)all... };
	for (int part : parts)
		sum += part;
	return sum;
};

template <class F, class... Args> static decltype(auto) call(F &&f, Args &&...args)
{
	return std::forward<F>(f)(std::forward<Args>(args)...);
}

int main()
{
	auto next = counter(5);
	auto same = [](const auto &x) -> const auto & { return x; };
	auto larger = [](auto a, auto b) {
		auto result = a > b ? a : b;
		return result;
	};
	auto factorial = [](auto self, int n) -> int { return n ? n * self(self, n - 1) : 1; };
	auto owned = [p = std::unique_ptr<int>(new int(7))](int by) { return *p += by; };
	auto taken = std::move(owned);
	Point point = { 1, 2 };
	auto shifted = point.shifted(10);
	int sum = next() + next() + next();

	point.x = 100;
	sum += shifted() + larger(1, 2) + (int)larger(2.5, 1.5) + factorial(factorial, 4);
	sum += adder(1, 2.5, 'a') + adder() + taken(3) + same(point).x;
	sum += call(adder, sum, 1) + call([&](auto &&f) { return f.x + sum; }, point);
	printf("%d\n", sum);
	return 0;
}
