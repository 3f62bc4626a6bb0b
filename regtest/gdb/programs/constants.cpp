/* What is constant or static in classes and namespaces: constexpr and inline members, variable
 * templates, inline namespaces, aliases, enumerators in classes, static members of templates.
 * std: c++17 c++20
 */
#include <stdio.h>

namespace outer {
inline namespace v2 {
struct Setting {
	static constexpr int limit = 7;
	static constexpr double ratio = 0.25;
	static inline int made = 0;
	static inline const char *last = "none";
	static const int old_style = 3;
	enum Kind { plain, special = 9 } kind;
	int value = limit;
	explicit Setting(Kind k) : kind(k) { made++; }
};
}
namespace v1 { int Setting = 1; }
}

template <class T> constexpr T pi = T(3.25);
template <class T> int instances = 0;

template <class T> struct Counted {
	static int alive;
	static inline T last = T();
	T value;
	explicit Counted(T v) : value(v) { alive++; last = v; }
	~Counted() { alive--; }
};

template <class T> int Counted<T>::alive = 0;

using Number = long;
using Handler = Number (*)(Number, outer::Setting &);
namespace short_name = outer::v2;
typedef Counted<Number> Counter;

static Number apply(Number n, outer::Setting &setting)
{
	using outer::Setting;
	constexpr int step = 2 * Setting::limit;
	static const Number base = n;

	setting.value += step;
	Setting::last = "applied";
	return n + base + setting.kind;
}

int main()
{
	outer::Setting one(outer::Setting::special);
	short_name::Setting two(short_name::Setting::plain);
	Handler handler = apply;
	Counter counter(5);
	Counted<char> letter('x');
	auto area = pi<double> * 4;
	Number sum = handler(1, one) + handler(2, two);

	instances<int> += pi<int>;
	instances<char>++;
	{
		Counter inner(sum);
		sum += Counter::alive + Counter::last + outer::v1::Setting;
	}
	printf("%ld %g %d %d %s %d\n", sum, area, instances<int>, outer::Setting::made, outer::Setting::last,
	       one.value + (int)outer::Setting::ratio + letter.alive);
	return 0;
}
