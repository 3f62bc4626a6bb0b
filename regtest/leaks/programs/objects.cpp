/* What C++ makes: arrays with their number in front, owners that were
   released, cycles of shared owners, containers that were forgotten. */
#include <list>
#include <map>
#include <memory>
#include <string>
#include <vector>
#include "../check.h"

struct Point { double x, y; };
struct Named { std::string name; ~Named() {} };
struct Ring { std::shared_ptr<Ring> next; };

static Named *names;
static Point *point;
static std::vector<Point *> points;

static void cycle()
{
	auto a = std::make_shared<Ring>();
	a->next = std::make_shared<Ring>();
	a->next->next = a;
}

static void forget_containers()
{
	auto *v = new std::vector<int>(20);
	auto *l = new std::list<int>{1, 2, 3};
	(*v)[0] = l->front();
}

int main(int argc, char **argv)
{
	WANTED(argc, argv);
	names = new Named[3];
	point = new Point{1, 2};
	CHECK;
	cycle();
	CHECK;
	forget_containers();
	CHECK;
	for (int i = 0; i < 4; i++)
		points.push_back(new Point{0, (double)i});
	points.pop_back();
	CHECK;
	std::map<std::string, Point *> by_name;
	by_name["a long name that has a block of its own"] = point;
	by_name["b"] = new Point{3, 4};
	point = nullptr;
	CHECK;
	by_name.erase("b");
	std::make_unique<Point>().release();
	CHECK;
	names = nullptr;
	points.clear();
	CHECK;
	return 0;
}
