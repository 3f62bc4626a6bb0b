// Adaptors, pairs and tuples, smart pointers with their counts, iterators.
// also: -D_GLIBCXX_DEBUG -D_GLIBCXX_USE_CXX11_ABI=0
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <queue>
#include <set>
#include <stack>
#include <string>
#include <tuple>
#include <vector>

struct shape { int sides; virtual ~shape() {} };
struct square : shape { int width = 5; };
struct node { std::string name; std::shared_ptr<node> next; std::weak_ptr<node> back; };
struct empty_class {};
struct closer { void operator()(int *p) const { delete p; } };

int main()
{
	std::stack<int> stack;
	std::queue<std::string> queue;
	std::priority_queue<int> heap;
	std::stack<int, std::vector<int>> flat;
	std::pair<int, std::string> pair(1, "one");
	std::pair<std::pair<char, bool>, double> nested({ 'c', true }, 2.5);
	std::tuple<> nothing;
	std::tuple<int> single(4);
	std::tuple<int, std::string, double> triple(1, "two", 3.5);
	std::tuple<empty_class, int, char> with_empty;
	std::unique_ptr<int> no_int, an_int(new int(42));
	std::unique_ptr<std::string> text(new std::string("held"));
	std::unique_ptr<int, closer> closed(new int(7));
	std::shared_ptr<int> no_share, shared(new int(1)), made = std::make_shared<int>(2), copy = made;
	std::weak_ptr<int> no_weak, weak = made, gone;
	auto first = std::make_shared<node>();
	std::vector<std::shared_ptr<node>> all;
	std::vector<std::unique_ptr<int>> owners;
	std::vector<int> numbers{ 10, 20, 30 };
	std::list<int> list{ 1, 2 };
	std::map<int, std::string> map{ { 1, "m" } };
	std::set<int> set{ 5 };
	auto in_vector = numbers.begin() + 1;
	auto in_list = list.begin();
	auto in_map = map.begin();
	auto in_set = set.begin();
	std::reference_wrapper<int> reference(numbers[0]);
	gone = std::shared_ptr<int>(new int(9));
	first->name = "first";
	for (int i = 0; i < 3; i++) {
		stack.push(i);                                      // stop
		queue.push(std::string(i, 'q'));                    // stop
		heap.push(i * 5 % 7);                               // stop
		flat.push(i);                                       // stop
		owners.emplace_back(new int(i));                    // stop
	}
	all.push_back(first);                                       // stop
	first->next = std::make_shared<node>();                     // stop
	first->next->name = "second";
	first->next->back = first;                                  // stop
	copy.reset();                                               // stop
	made = shared;                                              // stop
	no_int = std::move(an_int);                                 // stop
	stack.pop();                                                // stop
	queue.pop();                                                // stop
	*in_vector = 21;                                            // stop
	first->next.reset();                                        // stop // shows reference: {"summary": "std::reference_wrapper"}
	return 0;                                                   // stop
}
