// A vector grows; its elements move when it needs more room.
#include <iostream>
#include <vector>

int main()
{
	std::vector<int> v = { 3, 1 };
	for (int i = 0; i < 4; i++)
		v.push_back(i * i);
	v.erase(v.begin());
	int sum = 0;
	for (int n : v)
		sum += n;
	std::cout << v.size() << " elements, sum " << sum << '\n';
}
