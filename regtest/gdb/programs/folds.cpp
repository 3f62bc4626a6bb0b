/* C++17: fold expressions, constexpr if, class templates deduced, nested namespaces, bindings to
 * tuples of one's own, optional, variant and string_view as variables.
 * std: c++17 c++20
 */
#include <optional>
#include <stdio.h>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>

namespace shop::prices {
template <class T> struct Range {
	T low, high;
	Range(T l, T h) : low(l), high(h) {}
	bool has(T x) const { return low <= x && x <= high; }
};
}

struct Pair {
	int number;
	std::string word;
	template <int I> auto &get()
	{
		if constexpr (I == 0)
			return number;
		else
			return word;
	}
};

template <> struct std::tuple_size<Pair> { static constexpr size_t value = 2; };
template <> struct std::tuple_element<0, Pair> { using type = int; };
template <> struct std::tuple_element<1, Pair> { using type = std::string; };

template <class... T> static auto all_in(shop::prices::Range<int> range, T... x)
{
	bool in = (range.has(x) && ...);
	int sum = (0 + ... + x);

	return std::make_tuple(in, sum);
}

static std::optional<int> find(std::string_view text, char c)
{
	auto at = text.find(c);

	if (at == text.npos)
		return std::nullopt;
	return (int)at;
}

template <class T> static int kind(const T &value)
{
	if constexpr (std::is_same_v<T, int>)
		return value;
	else
		return (int)value.size();
}

int main()
{
	shop::prices::Range range(1, 10);
	auto [in, sum] = all_in(range, 2, 3, 4);
	std::optional<int> found = find("needle", 'd'), missing = find("needle", 'x');
	std::variant<int, std::string> either = 5;
	Pair pair = { 3, "word" };
	auto &[number, word] = pair;
	int total = std::visit([](const auto &v) { return kind(v); }, either);

	either = std::string("a longer text than fits in place");
	total += std::visit([](const auto &v) { return kind(v); }, either);
	missing = found.value_or(0) + 1;
	found.reset();
	number++;
	word += "s";
	if (std::string_view view = word; !view.empty())
		total += (int)view.size() + *missing;
	printf("%d %d %d %s\n", in, sum, total, pair.word.c_str());
	return 0;
}
