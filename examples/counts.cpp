// A map from words to how often they come.
#include <iostream>
#include <map>
#include <sstream>
#include <string>

int main()
{
	std::istringstream text("one two two three three three");
	std::map<std::string, int> counts;
	std::string word;
	while (text >> word)
		counts[word]++;
	for (const auto &entry : counts)
		std::cout << entry.first << ' ' << entry.second << '\n';
}
