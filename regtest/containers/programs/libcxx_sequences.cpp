// libc++: strings and sequences, empty, short, long, of each other.
// compilers: clang++
// flags: -stdlib=libc++
#include "says.h"
#include <deque>
#include <forward_list>
#include <list>

struct big { long v[100]; };
struct point { int x, y; std::string name; };
template <> struct says::sayer<point> {
	static void say(const point &p) { says::say(std::make_tuple(p.x, p.y, p.name)); }
};
template <> struct says::sayer<big> {
	static void say(const big &b) { printf("{\"list\": ["); says::say_range(b.v, b.v + 100); printf("]}"); }
};

int main()
{
	std::string empty, small = "hi", full(22, 'x'), heap(23, 'y'), longer(1000, 'z'), nul("a\0b\0", 4);
	std::wstring wide = L"wide \u00fc", wide_heap(20, L'w');
	std::u16string u16 = u"u16 \u20ac";
	std::u32string u32 = U"u32 \U0001F600";
	std::vector<int> no_ints, ints{ 1, 2, 3, 4 };
	std::vector<std::string> strings{ "a", "bb", std::string(40, 'c') };
	std::vector<std::vector<int>> ragged{ { 1 }, {}, { 2, 3 } };
	std::vector<point> points{ { 1, 2, "p" }, { 3, 4, "q" } };
	std::vector<bool> no_bits, bits{ true, false, true }, many_bits(131, true);
	std::vector<double> doubles{ 0.5, -1.25, 1e300 };
	std::array<int, 3> array{ { 4, 5, 6 } };
	std::array<std::string, 2> names{ { "x", "y" } };
	std::deque<int> no_deque, deque{ 1, 2, 3 }, long_deque;
	std::deque<big> big_deque(3);
	std::deque<std::string> texts;
	std::list<int> no_list, list{ 1, 2, 3 };
	std::list<std::string> words{ "un", "deux" };
	std::list<long double> reals{ 1.5L, 2.5L };
	std::forward_list<int> no_forward, forward{ 3, 2, 1 };
	std::forward_list<std::string> forward_words{ "x" };
	std::vector<std::string> *on_heap = new std::vector<std::string>{ "on", "heap" };
	std::bitset<3> three(5);
	std::bitset<100> hundred;
	std::initializer_list<int> literal = { 7, 8, 9 };
	const std::vector<int> constant{ 5 };
	std::vector<int> &reference = ints;
	SAY(empty); SAY(small); SAY(full); SAY(heap); SAY(longer); SAY(nul);
	SAY(wide); SAY(wide_heap); SAY(u16); SAY(u32);
	SAY(no_ints); SAY(ints); SAY(strings); SAY(ragged); SAY(points);
	SAY(no_bits); SAY(bits); SAY(many_bits); SAY(doubles); SAY(array); SAY(names);
	SAY(no_deque); SAY(deque); SAY(long_deque); SAY(big_deque); SAY(texts);
	SAY(no_list); SAY(list); SAY(words); SAY(reals); SAY(no_forward); SAY(forward); SAY(forward_words);
	SAY(on_heap); SAY(three); SAY(constant); SAY_TO(reference, reference);
#if __cplusplus > 201103L
	SAY(literal);           // before C++14 its class is only declared in the debug information
#endif
	for (int i = 0; i < 6; i++) {
		ints.push_back(i);
		deque.push_front(i);
		list.push_front(-i);
		forward.push_front(i);
		texts.push_back(std::string(i * 7, 't'));
		small += "more";
		hundred.set(i * 17);
		SAY(ints); SAY(deque); SAY(list); SAY(forward); SAY(texts); SAY(small); SAY(hundred);
	}
	long_deque.resize(2300, 5);
	long_deque.push_front(-1);
	long_deque.erase(long_deque.begin(), long_deque.begin() + 1100);
	SAY(long_deque);
	small.clear();
	ints.clear();
	words.clear();
	std::vector<std::string> moved = std::move(strings);
	SAY(small); SAY(ints); SAY(words); SAY(moved); SAY(strings);
	delete on_heap;
	return 0;
}
