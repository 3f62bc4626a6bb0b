// std::string: joined, searched, cut.
#include <iostream>
#include <string>

bool is_palindrome(const std::string &s)
{
	return s == std::string(s.rbegin(), s.rend());
}

int main()
{
	std::string name = "Anna";
	std::string greeting = "Hello, " + name + "!";
	auto comma = greeting.find(',');
	name[0] = 'a';
	std::cout << greeting.substr(0, comma) << ' ' << is_palindrome(name) << '\n';
}
