/* A list of one's own as a class template, with a nested node, iterators, copies, and functions that
 * take it by value, reference and const reference. */
#include <stdio.h>
#include <utility>

template <class T> class List {
	struct Node {
		T value;
		Node *next;
	};
	Node *head;
	unsigned length;

public:
	class Iterator {
		Node *node;

	public:
		explicit Iterator(Node *n) : node(n) {}
		T &operator*() { return node->value; }
		Iterator &operator++()
		{
			node = node->next;
			return *this;
		}
		bool operator!=(Iterator other) const { return node != other.node; }
	};
	List() : head(nullptr), length(0) {}
	List(const List &other) : List()
	{
		for (Node *n = other.head; n; n = n->next)
			push(n->value);
		reverse();
	}
	~List()
	{
		while (length)
			pop();
	}
	void push(const T &value)
	{
		head = new Node{ value, head };
		length++;
	}
	T pop()
	{
		Node *old = head;
		T value = old->value;
		head = old->next;
		length--;
		delete old;
		return value;
	}
	void reverse()
	{
		Node *done = nullptr;
		while (head) {
			Node *next = head->next;
			head->next = done;
			done = head;
			head = next;
		}
		head = done;
	}
	Iterator begin() { return Iterator(head); }
	Iterator end() { return Iterator(nullptr); }
	unsigned size() const { return length; }
};

static int eat(List<int> list)
{
	int sum = 0;

	while (list.size())
		sum = sum * 2 + list.pop();
	return sum;
}

template <class T> static T total(List<T> &list)
{
	T sum = T();

	for (T &value : list)
		sum += value;
	return sum;
}

int main()
{
	List<int> numbers;
	List<std::pair<char, double> > pairs;
	List<List<int> *> lists;

	for (int i = 1; i < 4; i++)
		numbers.push(i);
	pairs.push(std::make_pair('a', 0.5));
	pairs.push(std::pair<char, double>('b', 1.5));
	lists.push(&numbers);
	int eaten = eat(numbers), sum = total(*lists.pop());
	auto last = pairs.pop();
	printf("%d %d %c %g\n", eaten, sum, last.first, last.second);
	return 0;
}
