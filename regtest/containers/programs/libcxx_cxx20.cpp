// libc++: what C++20 brought.
// compilers: clang++
// flags: -stdlib=libc++
// standards: 20
#include "says.h"
#include <compare>
#include <span>

int main()
{
	std::vector<int> ints{ 1, 2, 3 };
	std::span<int> span(ints);
	std::span<int, 2> fixed_span(ints.data(), 2);
	auto strong = 1 <=> 2, equal = 1 <=> 1;
	auto partial = 1.0 <=> __builtin_nan("");
	std::weak_ordering weak = strong;
	std::chrono::year year{ 2024 };
	std::u8string u8 = u8"gr\u00fc\u00df";
	printf("%d span ", __LINE__), says::say(ints), printf("\n");
	SAY(ints); SAY(u8);     // shows fixed_span: {"summary": "std::span of length 2", "first": 1} // shows strong: {"text": "std::strong_ordering::less"} // shows equal: {"text": "std::strong_ordering::equal"}
	return 0;               // shows partial: {"text": "std::partial_ordering::unordered"} // shows weak: {"text": "std::weak_ordering::less"} // shows year: {"value": 2024}
}
