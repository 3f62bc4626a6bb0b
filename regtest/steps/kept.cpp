/* Values that change in many ways, in part while others stay: what is kept from one step to the
 * next has to be what is decoded anew. */
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

struct node { int id; long weight[8]; node *next; std::string name; };

static char text[100] = "never written to by its line";
static std::vector<std::string> words;

static long sum(const std::vector<int> &numbers, int n, const node *first)
{
	long squares[n], total = 0;

	for (int i = 0; i < n; i++)
		squares[i] = i * i;
	for (int i = 0; i < n; i++)
		total += squares[i] + numbers[i];
	return first ? total + first->id : total;
}

int main()
{
	std::vector<int> numbers;
	std::map<std::string, int> ages;
	std::list<int> chain = { 1, 2, 3 };
	std::deque<long> waiting(70, 5);
	std::unordered_map<int, std::string> names;
	std::unique_ptr<node> first;
	node *second = nullptr;
	int table[30] = { 0 };
	int *grown = (int *)calloc(40, sizeof *grown);
	union { double d; char byte[8]; long word[12]; } view = { 1.5 };

	for (int i = 0; i < 4; i++) {
		numbers.push_back(i);
		ages["name " + std::to_string(i)] = i;
		table[i * 7] = i;
		names[i] = std::string(i * 10, 'x');
	}
	first.reset(new node{ 1, { 1, 2, 3 }, nullptr, "first" });
	second = new node{ 2, { 4 }, first.get(), "second" };
	first->next = second;
	second->name += " with more than fits into it";
	numbers.erase(numbers.begin());
	chain.reverse();
	waiting.pop_front();
	grown[39] = 7;
	grown = (int *)realloc(grown, 100 * sizeof *grown);
	grown[99] = 8;
	view.word[3] = sum(numbers, 3, second);
	view.byte[1] = 'b';
	delete second;
	second = nullptr;
	first->next = nullptr;
	words.push_back("one");
	words.emplace_back(50, 'y');
	strcpy(text + 50, "end");
	ages.erase("name 2");
	free(grown);
	grown = nullptr;
	numbers.assign(5, 9);
	printf("%d %ld\n", table[7], view.word[3]);
	words.clear();
	return 0;
}
