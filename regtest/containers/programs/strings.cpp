// Strings: short and long, empty, with NULs in them, of every character type.
// also: -D_GLIBCXX_DEBUG -D_GLIBCXX_USE_CXX11_ABI=0
#include <string>

static std::string twice(const std::string &s, std::string by_value)
{
	return s + by_value;                                        // stop
}

int main()
{
	std::string empty, small = "hi", full(15, 'x'), heap(16, 'y'), longer(1000, 'z');
	std::string nul("a\0b\0", 4), escapes = "tab\t nl\n bell\a \\ \"q\" \x01\x7f";
	std::string utf8 = "gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x98\x80", broken = "\xff\xc3 \xe2\x82";
	std::wstring wide = L"wide \u00fc", wide_heap(20, L'w');
	std::u16string u16 = u"u16 \u20ac \U0001F600", u16_heap(9, u'\x1');
	std::u32string u32 = U"u32 \U0001F600", u32_empty;
	std::string array[3] = { "one", "two", "three" };
	std::string *on_heap = new std::string("on the heap");
	std::string &reference = small;
	struct { int n; std::string s; } inside = { 3, "member" };
	small += "!";                                               // stop
	small.reserve(100);                                         // stop
	small.clear();                                              // stop
	longer.resize(3);                                           // stop
	small = std::move(heap);                                    // stop
	for (int i = 0; i < 20; i += 5) {
		std::string grown(i, 'g');
		grown += "h";                                       // stop
	}
	empty = twice(small, utf8);                                 // stop
	delete on_heap;                                             // stop
	return 0;
}
