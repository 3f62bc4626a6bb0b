// Pointers to containers, into containers, and to structs that begin with one: all are drawn.
#include <list>
#include <map>
#include <memory>
#include <string>
#include <vector>

struct tree { std::vector<tree *> children; int value; };
struct row { std::vector<int> cells; };

int main()
{
	std::vector<int> numbers{ 1, 2, 3 }, empty;
	std::vector<int> *to_numbers = &numbers, &reference = empty;
	int *element = &numbers[1], *first = &numbers[0];
	std::vector<row> grid(2, row{ { 1, 2 } });
	row &second = grid[1];
	auto root = new tree{ { new tree{ {}, 2 }, new tree{ {}, 3 } }, 1 };
	auto shared = std::make_shared<row>(second);
	std::unique_ptr<tree> owner(root);
	std::map<std::string, int *> names{ { "a", element } };
	std::list<int> list{ 1 };
	auto *on_heap = new std::vector<std::string>{ "x" };
	auto at = list.begin();
	*element += *at;
	numbers.push_back(4);
	return *first == 0 && on_heap->empty() && to_numbers->empty() && reference.empty();
}
