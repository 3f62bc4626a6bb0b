/* C++'s own scalars: characters of all widths, bool, scoped enums, noexcept functions.
 * std: c++20
 */
#include <cstddef>
#include <stdio.h>

enum class day : signed char { none = -1, monday, tuesday };
enum shape : unsigned short { round = 1, square = 2, both = 3 };
enum flags { A = 1, B = 2, C = 4 };

static int quiet(int a) noexcept
{
	return a + 1;
}

struct Texts { char8_t eight[4]; char16_t sixteen[3]; char32_t one; wchar_t wide[2]; };

static bool is(day d)
{
	return d != day::none;
}

int main()
{
	char8_t u8 = u8'a';
	char16_t u16 = u'\u00e9';
	char32_t u32 = U'\U0001F600';
	wchar_t w = L'\u0416';
	Texts texts = { u8"abc", u"de", U'f', L"g" };
	const wchar_t *wide = L"wide";
	const char16_t *sixteen = u"sixteen";
	int (*function)(int) noexcept = quiet;
	day today = day::tuesday, never = day::none;
	shape s = both;
	flags f = flags(A | C);
	bool yes = is(today), no = is(never);
	std::byte byte{ 0x80 };
	long long big = -1LL << 40;
	unsigned long long huge = ~0ULL;

	s = round;
	f = B;
	byte = std::byte{ 1 };
	int sum = function(3) + yes + no + (int)s + f;
	printf("%d %c %d %lld %llu\n", sum, (char)u8, (int)w, big, huge);
	return u16 + u32 == 0 || !wide[0] || !sixteen[0] || texts.one == 0 || byte == std::byte{};
}
