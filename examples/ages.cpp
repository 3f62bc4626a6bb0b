// Asks until there is an answer that makes sense.
// stdin: x 200 36
#include <iostream>
#include <string>

int main()
{
	int age = 0;
	while (age < 1 || age > 130) {
		std::cout << "your age? ";
		if (!(std::cin >> age)) {
			std::string word;
			std::cin.clear();
			std::cin >> word;
			std::cerr << word << " is no number\n";
		}
	}
	std::cout << "in ten years " << age + 10 << '\n';
}
