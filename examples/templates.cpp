// One template, three functions; a class template with a value as its parameter.
#include <iostream>
#include <string>

template <class T> T larger(T a, T b) { return a < b ? b : a; }

template <class T, int N> class Stack {
public:
	void push(const T &x) { item[n++] = x; }
	T pop() { return item[--n]; }

private:
	T item[N] = {};
	int n = 0;
};

int main()
{
	Stack<std::string, 3> names;
	names.push("x");
	names.push("y");
	std::cout << larger(2, 3) << ' ' << larger(2.5, 1.5) << ' '
		  << larger(names.pop(), names.pop()) << '\n';
}
