// libc++: map, multimap, set, multiset, the unordered four, adaptors, iterators.
// compilers: clang++
// flags: -stdlib=libc++
#include "says.h"
#include <deque>
#include <forward_list>
#include <list>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

int main()
{
	std::map<int, int> none, squares;
	std::map<std::string, std::vector<int>> lists;
	std::map<char, double> odd{ { 'a', 1.5 }, { 'b', 2.5 } };
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
	std::stack<int> stack;
	std::queue<std::string> queue;
	std::priority_queue<int> heap;
	std::vector<int> vector{ 10, 20, 30 };
	std::vector<bool> bits{ true, false, true };
	std::deque<int> deque{ 1, 2, 3 };
	std::list<std::string> list{ "one", "two" };
	std::forward_list<int> forward{ 4, 5 };
	for (int i = 0; i < 12; i++) {
		squares[(i * 7) % 12] = i * i;
		words.insert(std::string(1 + 3 * i, (char)('z' - i)));
		ages["name" + std::to_string(i)] = i;
		numbers.insert(i * 100);
		stack.push(i);
		queue.push(std::string(i, 'q'));
		heap.push(i * 5 % 7);
		SAY(squares); SAY(words); SAY(ages); SAY(numbers); SAY(stack); SAY(queue); SAY(heap);
	}
	lists["a"].push_back(1);
	lists["b"];
	SAY(none); SAY(lists); SAY(odd); SAY(deep); SAY(multi); SAY(reals); SAY(bag); SAY(names);
	SAY(pairs); SAY(letters);
	for (int i = 0; i < 300; i++)
		none[i] = -i;
	auto in_vector = vector.begin() + 1;
	auto in_bits = bits.begin() + 2;
	auto in_deque = deque.begin() + 1;
	auto in_list = list.begin();
	auto in_forward = forward.begin();
	auto in_map = squares.begin();
	auto in_set = words.begin();
	auto in_hash = names.begin();
	auto in_numbers = numbers.cbegin();
	auto reverse = vector.rbegin();
	auto moving = std::make_move_iterator(vector.begin());
	SAY(none); SAY_TO(in_vector, *in_vector); SAY_TO(in_deque, *in_deque); SAY_TO(in_list, *in_list);
	SAY_TO(in_forward, *in_forward); SAY_TO(in_map, *in_map); SAY_TO(in_set, *in_set);
	SAY_TO(in_hash, *in_hash); SAY_TO(in_numbers, *in_numbers); SAY_TO(reverse, *reverse);
	SAY_TO(moving, vector[0]);
	printf("%d in_bits {\"number\": \"1\"}\n", __LINE__);
	squares.erase(7);
	words.clear();
	ages.clear();
	stack.pop();
	queue.pop();
	SAY(squares); SAY(words); SAY(ages); SAY(stack); SAY(queue);
	return 0;
}
