// The shortest ways in a small graph: a queue of places to go on from.
#include <iostream>
#include <queue>
#include <vector>

int main()
{
	const std::vector<std::vector<int>> roads = { { 1, 2 }, { 3 }, { 3, 4 }, { 5 }, { 5 }, {} };
	std::vector<int> distance(roads.size(), -1);
	std::queue<int> open;
	distance[0] = 0;
	open.push(0);
	while (!open.empty()) {
		int here = open.front();
		open.pop();
		for (int there : roads[here])
			if (distance[there] < 0) {
				distance[there] = distance[here] + 1;
				open.push(there);
			}
	}
	for (int d : distance)
		std::cout << d << ' ';
	std::cout << '\n';
}
