// Containers before their constructors have run, after their ends, in memory used before.
// also: -D_GLIBCXX_DEBUG -D_GLIBCXX_USE_CXX11_ABI=0
#include <cstring>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

static void fill()
{
	volatile unsigned char junk[3000];
	memset((void *)junk, 0x93, sizeof junk);
}

static int use(int n)
{
	int before = n;                                             // stop // shows s: {"absent": true} // shows v: {"absent": true} // shows m: {"absent": true} // shows l: {"absent": true} // shows d: {"absent": true} // shows u: {"absent": true} // shows p: {"absent": true}
	std::string s(20, 's');
	std::vector<std::string> v{ "a", "b" };
	std::map<int, std::string> m{ { 1, "x" } };
	std::list<int> l{ 1, 2 };
	std::deque<int> d{ 1, 2 };
	std::unordered_map<int, int> u{ { 1, 2 } };
	std::shared_ptr<int> p = std::make_shared<int>(3);
	before += (int)v.size();                                    // stop
	return before;
}

int main()
{
	int sum = 0;
	fill();
	for (int i = 0; i < 3; i++) {
		sum += use(i);                                      // stop
		std::vector<int> again(i, i);
		std::list<int> list(i, i);
		std::map<int, int> map{ { i, i } };
		sum += (int)again.size();                           // stop
	}
	return sum == 0;
}
