// An exception that nobody catches ends the program.
// ends: 1
#include <iostream>
#include <vector>

int third(const std::vector<int> &v) { return v.at(2); }

int main()
{
	std::vector<int> v = { 1, 2, 3 };
	std::cout << third(v) << '\n';
	v.pop_back();
	std::cout << third(v) << '\n';
}
