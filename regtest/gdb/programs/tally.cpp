/* Small programs of every course: words counted, a queue of tasks, a stack of brackets, pairs sorted,
 * with unordered maps, deques, lists and arrays of the library. */
#include <algorithm>
#include <array>
#include <deque>
#include <list>
#include <queue>
#include <stack>
#include <stdio.h>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

static std::unordered_map<std::string, int> count(const std::string &text)
{
	std::unordered_map<std::string, int> words;
	std::string word;

	for (char c : text + " ") {
		if (c != ' ') {
			word += c;
		} else {
			words[word]++;
			word.clear();
		}
	}
	return words;
}

static bool balanced(const char *text)
{
	std::stack<char> open;

	for (; *text; text++) {
		if (*text == '(') {
			open.push(')');
		} else if (open.empty() || open.top() != *text) {
			return false;
		} else {
			open.pop();
		}
	}
	return open.empty();
}

static std::pair<int, int> extremes(const std::array<int, 4> &numbers)
{
	std::pair<int, int> result(numbers[0], numbers[0]);

	for (int n : numbers) {
		result.first = std::min(result.first, n);
		result.second = std::max(result.second, n);
	}
	return result;
}

int main()
{
	auto words = count("a b a");
	std::array<int, 4> numbers = { { 4, -2, 9, 0 } };
	auto range = extremes(numbers);
	std::priority_queue<int> heap(numbers.begin(), numbers.end());
	std::deque<double> line = { 1.5 };
	std::list<int> list(2, 7);
	std::vector<bool> flags(3);
	int sum = balanced("(())") + 2 * balanced("(()");

	line.push_front(0.5);
	line.push_back(2.5);
	list.remove_if([](int x) { return x > 7; });
	list.push_front(range.second);
	flags[1] = true;
	while (heap.size() > 2) {
		sum += heap.top();
		heap.pop();
	}
	printf("%d %d %d %g %d %d\n", sum, words["a"], range.first, line.front(), list.front(),
	       (int)flags[1]);
	return 0;
}
