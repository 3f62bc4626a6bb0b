/* Loops over ranges: arrays, classes with iterators, initialiser lists, temporaries, by value and by
 * reference, one inside another; constructors that take lists.
 * At -O1 g++ has rows of lines 96, a statement, and 97, none, at one address, and 97 again behind
 * it: gdb makes one of the latter two, and says that calls from there are on line 96.
 * opt: O0 Og O2 */
#include <initializer_list>
#include <stdio.h>

class Numbers {
	int from, to;

public:
	struct iterator {
		int at, step;
		int operator*() const { return at; }
		iterator &operator++()
		{
			at += step;
			return *this;
		}
		bool operator!=(const iterator &other) const { return at < other.at; }
	};
	Numbers(int f, int t) : from(f), to(t) {}
	iterator begin() const { return { from, 2 }; }
	iterator end() const { return { to, 0 }; }
};

struct Node {
	int value;
	Node *next;
};

struct List {
	Node *first = nullptr;
	int length = 0;
	List(std::initializer_list<int> values)
	{
		Node **last = &first;
		for (int v : values) {
			*last = new Node{ v, nullptr };
			last = &(*last)->next;
			length++;
		}
	}
	List(const List &) = delete;
	~List()
	{
		while (first) {
			Node *next = first->next;
			delete first;
			first = next;
		}
	}
};

struct Walk {
	Node *node;
	int &operator*() const { return node->value; }
	void operator++() { node = node->next; }
	bool operator!=(const Walk &other) const { return node != other.node; }
};

static Walk begin(List &l) { return { l.first }; }
static Walk end(List &) { return { nullptr }; }

static int longest(std::initializer_list<const char *> words)
{
	int longest = 0, length;

	for (const char *word : words) {
		for (length = 0; word[length]; length++)
			;
		if (length > longest)
			longest = length;
	}
	return longest;
}

int main()
{
	int grid[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } };
	List list = { 10, 20, 30 };
	int sum = 0;

	for (auto &row : grid)
		for (int &cell : row)
			sum += cell++;
	for (int n : Numbers(1, 8))
		sum += n;
	for (int &value : list)
		value /= 10;
	for (auto value : list)
		sum = 10 * sum + value;
	for (double d : { 0.5, 1.5 })
		sum += (int)(2 * d);
	printf("%d %d %d\n", sum, longest({ "a", "long", "list" }), grid[1][2]);
	return 0;
}
