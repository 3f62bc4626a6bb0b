// Containers wherever they may be: in classes, base classes, blocks, unions, globals, by reference
// and by pointer, constant, and in each other.
#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

struct derived : std::vector<int> { int extra = 7; using std::vector<int>::vector; };
struct two_bases : std::vector<std::string>, private std::map<int, int> {
	two_bases() : std::vector<std::string>{ "x" }, std::map<int, int>{ { 1, 2 } } {}
};
struct inventory {
	const std::string name;
	std::map<std::string, std::vector<int>> stock;
	std::unique_ptr<inventory> next;
	static std::vector<int> seen;
};
std::vector<int> inventory::seen{ 3 };
union either { long number; std::vector<int> list; either() : number(0) {} ~either() {} };
typedef std::map<std::string, std::map<int, std::list<std::set<int>>>> deep_map;
template <class T> struct box { T held; std::vector<T> more; };

static std::vector<std::string> file_static{ "a", "b" };
std::unordered_map<std::string, int> global{ { "g", 1 } };
const std::vector<int> constant{ 5, 6 };

static int use(const std::vector<int> &by_reference, std::vector<int> *by_pointer, std::vector<int> by_value,
	       std::vector<int> &&moved, const deep_map &deep)
{
	static std::map<int, int> kept{ { 1, 1 } };
	kept[(int)by_reference.size()] = (int)by_pointer->size();       // stop
	int sum = (int)(by_value.size() + moved.size() + deep.size());  // stop
	return sum;                                                     // stop
}

int main()
{
	derived child{ 1, 2 };
	two_bases both;
	inventory store{ "store", { { "apple", { 1, 2 } }, { "pear", {} } }, nullptr };
	either one;
	std::vector<int> *block = new std::vector<int>{ 1, 2, 3 };
	std::string *blocks = new std::string[3];
	std::vector<int> array[2] = { { 1 }, { 2, 3 } };
	deep_map deep{ { "k", { { 1, { { 1, 2 }, {} } } } }, { "l", {} } };
	std::vector<std::vector<std::vector<int>>> cube(2, std::vector<std::vector<int>>(2, std::vector<int>(2, 4)));
	box<std::string> boxed{ "held", { "m", "n" } };
	const std::map<int, std::string> fixed{ { 1, "one" } };
	auto &alias = cube[1];
	auto *inner = &deep["k"];
	std::vector<inventory> shops(2);
	blocks[1] = "in a block";                                       // stop
	store.next.reset(new inventory{ "next", {}, nullptr });
	store.stock["plum"].push_back(9);                               // stop
	child.push_back(3);                                             // stop // shows one: {"type": "either"}
	new (&one.list) std::vector<int>{ 8 };
	int sum = use(child, block, array[1], std::vector<int>{ 4 }, deep);
	one.list.~vector(), one.number = 0;
	alias[0].clear();                                               // stop
	inner->clear();                                                 // stop
	delete block;                                                   // stop
	return sum + (int)fixed.size() + (int)shops.size() == 0;        // stop
}
