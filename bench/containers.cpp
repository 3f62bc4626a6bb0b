// Containers of 200 elements each, alive in main and changed in a loop, a line for each.
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <list>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

struct point { int x, y; };

int main(int argc, char **argv)
{
	const int n = 200, rounds = argc > 1 ? atoi(argv[1]) : 1000;
	std::vector<int> numbers;
	std::vector<point> points;
	std::map<std::string, int> ages;
	std::list<int> chain;
	std::deque<int> waiting;
	std::unordered_map<int, int> squares;

	for (int i = 0; i < n; i++) {
		numbers.push_back(i);
		points.push_back({i, -i});
		ages["name " + std::to_string(i)] = i;
		chain.push_back(i);
		waiting.push_back(i);
		squares[i] = i * i;
	}
	for (int round = 0; round < rounds; round++) {
		int i = round % n;
		numbers[i] += round;
		points[i].y = round;
		ages["name 7"] = round;
		chain.front() = round;
		waiting[i]--;
		squares[i] = round;
	}
	printf("%d %zu\n", numbers[3], ages.size());
	return 0;
}
