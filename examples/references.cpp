// A reference is another name: for a variable, an element, a member.
#include <iostream>
#include <string>

void twice(int &n) { n *= 2; }
int length(const std::string &s) { return static_cast<int>(s.size()); }

int main()
{
	int x = 4, list[] = { 1, 2, 3 };
	int &same = x;
	same++;
	twice(x);
	for (int &n : list)
		twice(n);
	std::cout << x << ' ' << list[2] << ' ' << length("text") << '\n';
}
