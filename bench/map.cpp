// A std::map that grows, is searched and is torn down: templates, the C++ library and malloc.
#include <cstdio>
#include <map>
#include <string>

int main()
{
	std::map<std::string, int> count;
	unsigned x = 12345;
	int found = 0;

	for (int i = 0; i < 20000; i++) {
		x = x * 1103515245u + 12345u;
		count[std::to_string(x >> 19)]++;
	}
	for (int i = 0; i < 10000; i++)
		found += count.count(std::to_string(i));
	printf("%zu %d\n", count.size(), found);
	return 0;
}
