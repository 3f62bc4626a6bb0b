// Functions with namespaces, templates and overloads, recursion, a loop, and
// variables that change: locals in each call, globals, through pointers, and
// what a container holds.
#include <cstdio>
#include <string>
#include <vector>

namespace shop {

int sold;
std::vector<std::string> names;

template <class T> struct Stack {
	std::vector<T> held;
	int pushes = 0;

	void push(const T &t)
	{
		held.push_back(t);
		pushes++;
	}
};

int sum(int n)
{
	int total = n;

	if (n > 0)
		total += sum(n - 1);
	return total;
}

void sell(int *stock, int n)
{
	*stock -= n;
	sold += n;
}

}

static int count;

static void push(int n)
{
	count = count;
	if (n % 3 == 0)
		count += n;
}

int main()
{
	int stock = 20;
	int steady = 1;
	double price = 1.5;
	char label[] = "abc";
	shop::Stack<int> stack;

	for (int i = 0; i < 6; i++) {
		push(i);
		stack.push(i);
	}
	shop::sell(&stock, 3);
	shop::sell(&stock, 0);
	shop::sell(&stock, 4);
	shop::names.push_back("pear");
	shop::names.push_back("plum");
	shop::names[0] = "fig";
	label[1] = 'x';
	price = 1.5;
	price += shop::sum(4) + steady;
	printf("%d %s %g\n", stock, label, price);
	return 0;
}
