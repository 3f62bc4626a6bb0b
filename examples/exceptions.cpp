// An exception leaves functions behind until somebody catches it; destructors run on the way.
#include <iostream>
#include <stdexcept>

struct Guard {
	const char *name;
	~Guard() { std::cout << "leaves " << name << '\n'; }
};

int divide(int a, int b)
{
	Guard guard = { "divide" };
	if (b == 0)
		throw std::invalid_argument("division by zero");
	return a / b;
}

int main()
{
	for (int b = 1; b >= 0; b--)
		try {
			std::cout << divide(6, b) << '\n';
		} catch (const std::exception &e) {
			std::cout << e.what() << '\n';
		}
}
