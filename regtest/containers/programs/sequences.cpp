// vector, array, deque, list, forward_list: empty, of one, of many, of each other.
// also: -D_GLIBCXX_DEBUG -D_GLIBCXX_USE_CXX11_ABI=0
#include <array>
#include <deque>
#include <forward_list>
#include <list>
#include <string>
#include <vector>

struct big { long v[100]; };
struct point { int x, y; std::string name; };
struct alignas(32) wide { double d; };

static int total(const std::vector<int> &v, std::list<std::string> l, std::vector<int> *p)
{
	int sum = 0;
	for (size_t i = 0; i < v.size(); i++)
		sum += v[i];                                        // stop
	return sum + (int)l.size() + (int)p->size();                // stop
}

int main()
{
	std::vector<int> empty, one{ 1 }, ints{ 1, 2, 3, 4 };
	std::vector<std::string> strings{ "a", "bb", std::string(40, 'c') };
	std::vector<std::vector<int>> grid(3, std::vector<int>(2, 7)), ragged{ { 1 }, {}, { 2, 3 } };
	std::vector<double> doubles{ 0.5, -1.25, 1e300 };
	std::vector<char> chars{ 'a', '\0', 'b' };
	std::vector<point> points{ { 1, 2, "p" }, { 3, 4, "q" } };
	std::vector<bool> no_bits, bits{ true, false, true }, many_bits(131, true);
	std::vector<int *> pointers{ &ints[0], nullptr };
	std::vector<unsigned char> bytes{ 1, 255 };
	std::vector<big> bigs(2);
	std::array<int, 3> array{ { 4, 5, 6 } };
	std::array<std::string, 2> names{ { "x", "y" } };
	std::array<int, 0> nothing{};
	std::deque<int> no_deque, deque{ 1, 2, 3 }, long_deque;
	std::deque<big> big_deque(3);
	std::deque<std::string> texts;
	std::list<int> no_list, list{ 1, 2, 3 };
	std::list<std::string> words{ "un", "deux" };
	std::list<char> letters{ 'a', 'b' };
	std::list<long double> reals{ 1.5L, 2.5L };
	std::list<std::vector<int>> nested{ { 1, 2 }, {} };
	std::forward_list<int> no_slist, slist{ 3, 2, 1 };
	std::forward_list<std::string> slist_words{ "x" };
	int answer = 0;
	for (int i = 0; i < 6; i++) {
		ints.push_back(i);                                  // stop
		deque.push_front(i);                                // stop
		list.push_front(-i);                                // stop
		texts.push_back(std::string(i * 5, 't'));           // stop
	}
	long_deque.resize(300, 5);
	long_deque.push_front(-1);
	many_bits[3] = false;                                       // stop
	ints.reserve(100);                                          // stop
	deque.pop_back();                                           // stop
	long_deque.erase(long_deque.begin(), long_deque.begin() + 170);
	list.sort();                                                // stop
	slist.push_front(9);                                        // stop
	slist.reverse();                                            // stop
	words.clear();                                              // stop
	grid[1][1] = 8;                                             // stop
	ints.clear();                                               // stop
	ints.shrink_to_fit();                                       // stop
	many_bits.resize(64);                                       // stop
	std::vector<std::string> moved = std::move(strings);
	answer = total(one, words, &empty);                         // stop
	return answer == 0;                                         // stop
}
