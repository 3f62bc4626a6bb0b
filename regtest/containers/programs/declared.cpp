// Strings that clang only declares in the debug information, because libstdc++ has them instantiated.
// compilers: clang++
#include "says.h"
#include <list>
#include <map>

struct person { std::string name; int age; };
template <> struct says::sayer<person> {
	static void say(const person &p) { says::say(std::make_pair(p.name, p.age)); }
};

static std::string global = "global";

int main()
{
	std::string empty, small = "hi", heap(40, 'h'), array[2] = { "one", "two" };
	std::wstring wide = L"wide", wide_heap(20, L'w');
	std::string *on_heap = new std::string("on the heap");
	std::vector<std::string> words{ "a", "bb", std::string(30, 'c') };
	std::map<std::string, std::list<std::string>> lists{ { "x", { "y", "z" } } };
	person someone{ "name", 5 };
	const std::string &reference = small;
	SAY(empty); SAY(small); SAY(heap); SAY(wide); SAY(wide_heap); SAY(on_heap); SAY(words);
	SAY(lists); SAY(someone); SAY_TO(reference, reference);
	heap.clear();
	small += " there, how are you";
	words.pop_back();
	SAY(heap); SAY(small); SAY(words);
	printf("%d array ", __LINE__), says::say(std::vector<std::string>(array, array + 2)), printf("\n");
	delete on_heap;
	return 0;
}
