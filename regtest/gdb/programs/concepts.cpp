/* C++20: concepts, consteval and constinit, three-way comparison, designated initialisers, templates
 * of values of classes, char8_t, lambdas with template parameters, using enum.
 * std: c++20 */
#include <compare>
#include <concepts>
#include <stdio.h>
#include <string>
#include <vector>

template <class T> concept Sized = requires(const T &t) {
	{ t.size() } -> std::convertible_to<std::size_t>;
};

template <class T> concept Number = std::integral<T> || std::floating_point<T>;

struct Version {
	int major = 0, minor = 0;
	const char8_t *name = u8"none";
	constexpr auto operator<=>(const Version &o) const
	{
		if (auto c = major <=> o.major; c != 0)
			return c;
		return minor <=> o.minor;
	}
	constexpr bool operator==(const Version &) const = default;
};

struct Colour { unsigned char red, green, blue; };

template <int Red> struct Painted {
	Colour colour = { .red = Red, .green = 2, .blue = 3 };
	constexpr int sum() const { return colour.red + colour.green + colour.blue; }
};

enum class Level { low, high };

consteval int squared(int x)
{
	return x * x;
}

constinit int start = squared(5);
constinit static Level level = Level::low;

static int weigh(const Sized auto &thing)
{
	int size = (int)thing.size();

	return size + start;
}

static auto weigh(Number auto thing)
{
	auto twice = thing * 2;

	return twice;
}

static int rate(Level of)
{
	switch (of) {
	case Level::low:  return 1;
	case Level::high: return 2;
	}
	return 0;
}

int main()
{
	Version a = { .major = 1, .minor = 2 }, b = { .major = 1, .name = u8"b" };
	std::strong_ordering order = a <=> b;
	Painted<200> painted;
	auto count = []<class T>(const std::vector<T> &v) { return (int)v.size(); };
	std::vector<int> list = { 1, 2, 3 };
	std::string text = "text";
	char8_t letter = u8'x';
	int sum = 0;

	if (order > 0)
		level = Level::high;
	for (int extra = 1; int x : list)
		sum += x * extra++;
	sum += weigh(text) + weigh(list) + weigh(4) + (int)weigh(1.5) + count(list);
	b.minor = sum;
	sum += painted.sum() + rate(level) + (a < b) + (a == b) + letter;
	printf("%d %d\n", sum, start);
	return 0;
}
