// Functions without a name, that remember variables by copy or by reference.
#include <algorithm>
#include <functional>
#include <iostream>
#include <vector>

int main()
{
	int factor = 3, calls = 0;
	auto scaled = [factor, &calls](int n) {
		calls++;
		return factor * n;
	};
	std::vector<int> v = { 3, 1, 2 };
	factor = 100;
	std::transform(v.begin(), v.end(), v.begin(), scaled);
	std::sort(v.begin(), v.end(), [](int a, int b) { return a > b; });
	std::function<int(int)> f = scaled;
	std::cout << v[0] << ' ' << f(5) << ' ' << calls << '\n';
}
