// map, multimap, set, multiset and the unordered four.
// also: -D_GLIBCXX_DEBUG -D_GLIBCXX_USE_CXX11_ABI=0
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

struct key { int a; char b; bool operator<(const key &o) const { return a < o.a; } };
struct hasher { size_t operator()(const key &k) const { return (size_t)k.a; } };
struct same { bool operator()(const key &x, const key &y) const { return x.a == y.a; } };

int main()
{
	std::map<int, int> none, squares;
	std::map<std::string, std::vector<int>> lists;
	std::map<char, double> odd{ { 'a', 1.5 }, { 'b', 2.5 } };
	std::map<key, std::string> keyed{ { { 2, 'x' }, "two" }, { { 1, 'y' }, "one" } };
	std::map<int, std::map<int, std::string>> deep{ { 1, { { 2, "three" } } }, { 4, {} } };
	std::multimap<int, char> multi{ { 1, 'a' }, { 1, 'b' }, { 0, 'c' } };
	std::set<std::string> words;
	std::set<long double> reals{ 2.5L, 0.5L };
	std::multiset<int> bag{ 3, 1, 3 };
	std::unordered_map<std::string, int> ages;
	std::unordered_map<int, std::string> names{ { 7, "seven" }, { 8, "eight" } };
	std::unordered_set<int> numbers;
	std::unordered_multimap<int, int> pairs{ { 1, 2 }, { 1, 3 } };
	std::unordered_multiset<char> letters{ 'x', 'x', 'y' };
	std::unordered_map<key, int, hasher, same> custom{ { { 1, 'q' }, 10 } };
	std::unordered_set<std::string> seen;
	for (int i = 0; i < 12; i++) {
		squares[(i * 7) % 12] = i * i;                      // stop
		words.insert(std::string(1 + i, (char)('z' - i)));  // stop
		ages["name" + std::to_string(i)] = i;               // stop
		numbers.insert(i * 100);                            // stop
	}
	{
		std::vector<std::pair<int, int>> many(300);
		for (int i = 0; i < 300; i++) many[i] = { i, -i };
		none.insert(many.begin(), many.end());              // stop
	}
	lists["a"].push_back(1);                                    // stop
	lists["b"];                                                 // stop
	seen.insert("once");                                        // stop
	squares.erase(squares.begin());                             // stop
	squares.erase(7);                                           // stop
	squares.erase(8);                                           // stop
	words.clear();                                              // stop
	ages.erase("name3");                                        // stop
	ages.clear();                                               // stop
	numbers.rehash(1000);                                       // stop
	none.clear();                                               // stop
	return 0;                                                   // stop
}
