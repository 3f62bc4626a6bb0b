// std::sort of a vector: nearly all its time is in templates of the library, compiled at -O0.
#include <algorithm>
#include <cstdio>
#include <vector>

int main()
{
	std::vector<int> v(100000);
	unsigned x = 12345;

	for (int &element : v) {
		x = x * 1103515245u + 12345u;
		element = (int)(x >> 8);
	}
	std::sort(v.begin(), v.end());
	printf("%d %d\n", v.front(), v.back());
	return 0;
}
