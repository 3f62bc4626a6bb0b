/* Inlined functions of the C++ library, which are passed through, with functions of the program
 * inlined in them; statements of the program at instructions that the library's have, too.
 * std: c++17 c++20
 * opt: Og O1 O2
 * every: opt */
#include <vector>
#include <string>
#include <map>
#include <algorithm>
#include <cstdio>
struct Item { std::string name; int cost; };
static int total(const std::vector<Item> &items)
{
	int sum = 0;
	for (const auto &i : items)
		sum += i.cost;
	return sum;
}
int main()
{
	std::vector<Item> items;
	for (int i = 0; i < 4; i++)
		items.push_back({ "item" + std::to_string(i), 10 - i });
	std::sort(items.begin(), items.end(), [](const Item &a, const Item &b) {
		return a.cost < b.cost;
	});
	std::map<std::string, int> by;
	for (auto &i : items) {
		by[i.name] = i.cost;
		i.cost++;
	}
	auto at = std::find_if(items.begin(), items.end(), [](const Item &i) { return i.cost == 9; });
	int sum = total(items) + (at != items.end() ? at->cost : 0);
	std::printf("%d %zu\n", sum, by.size());
	return 0;
}
