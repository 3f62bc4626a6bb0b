// Objects of C++: classes with holes and bases, new and new[], std::string short and long, vectors of
// structs with holes that grow, maps, optional, tuples, moves.
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

struct Hole { char c; int i; short s; };
struct Base { virtual ~Base() {} char tag; };
struct Derived : Base { long number; bool flag; Derived() : number(4) {} };
struct Plain { int x, y; };

static Hole make(int n)
{
	Hole h;
	h.c = 'a';
	h.i = n;
	return h;
}

int main()
{
	std::vector<Hole> holes;
	std::string small = "abc", empty, large = "a text that is longer than fits into it";
	std::map<int, Hole> by_number;
	std::optional<int> maybe;
	std::array<Hole, 2> fixed;
	Plain *one = new Plain, *many = new Plain[3], *zeroed = new Plain();
	Derived derived, *made = new Derived;
	std::unique_ptr<Hole> owner(new Hole);

	for (int i = 0; i < 5; i++)
		holes.push_back(make(i));
	one->x = 1;
	many[1].y = 2;
	fixed[1] = holes[0];
	small += large;
	large.resize(5);
	empty.reserve(40);
	empty += "x";
	by_number[3] = make(3);
	by_number[1].c = 'b';
	std::pair<char, long> pair('p', 1);
	auto copied = pair;
	std::tuple<char, Hole> tuple('t', make(9));
	maybe = one->x;
	std::vector<Hole> moved = std::move(holes);
	std::swap(moved[0], moved[1]);
	derived.tag = 't';
	Derived other = derived;
	made->flag = true;
	owner->s = 3;
	std::vector<bool> truths(9);
	truths[3] = true;
	delete made;
	delete one;
	delete[] many;
	return zeroed->x + (copied.first == 'q') + (std::get<0>(tuple) == 'u') + other.flag * 0;
}
