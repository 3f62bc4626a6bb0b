// Containers while the library changes them: of at most 5 elements, or not constructed.
// standards: 17
// compilers: g++
// also: -D_GLIBCXX_DEBUG -D_GLIBCXX_USE_CXX11_ABI=0
// steps-into: vector.tcc stl_vector.h list.tcc stl_list.h stl_tree.h hashtable.h deque.tcc stl_deque.h basic_string.tcc basic_string.h
// most: 5
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

int main()
{
	std::vector<std::string> v;
	std::deque<int> d;
	std::list<std::string> l;
	std::map<int, std::string> m;
	std::unordered_map<std::string, int> u;
	std::string s;
	std::shared_ptr<std::string> p;
	for (int i = 0; i < 5; i++) {
		v.push_back(std::string(i * 6, 'v'));
		d.push_front(i);
		l.push_back("l");
		m[i * 7 % 5] = "m";
		u[std::to_string(i)] = i;
		s += "x";
		p = std::make_shared<std::string>(s);
	}
	auto v2 = std::move(v);
	auto d2 = std::move(d);
	auto l2 = std::move(l);
	auto m2 = std::move(m);
	auto u2 = std::move(u);
	auto s2 = std::move(s);
	v2.erase(v2.begin());
	d2.pop_back();
	l2.clear();
	m2.erase(3);
	u2.erase("2");
	s2.clear();
	s2.shrink_to_fit();
	return 0;
}
