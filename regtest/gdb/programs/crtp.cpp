/* Templates as they are bent: a base that knows its class, templates as arguments, partial
 * specialisations, values as arguments, members that are templates, friends made inside. */
#include <stddef.h>
#include <stdio.h>

template <class Self> struct Comparable {
	static int compared;
	bool is_less(const Self &other) const
	{
		compared++;
		return self().key() < other.key();
	}
	const Self &self() const { return static_cast<const Self &>(*this); }
	friend bool operator>(const Self &a, const Self &b) { return b.is_less(a); }
};

template <class Self> int Comparable<Self>::compared;

struct Word : Comparable<Word> {
	const char *text;
	explicit Word(const char *t) : text(t) {}
	int key() const { return text[0]; }
};

template <class T, size_t N> struct Fixed {
	T item[N];
	size_t used;
	Fixed() : item(), used(0) {}
	void add(const T &x) { item[used++] = x; }
	template <class U> U sum(U from) const
	{
		for (size_t i = 0; i < used; i++)
			from += item[i];
		return from;
	}
};

template <class T> struct Fixed<T *, 2> {
	T *first, *second;
	void add(T *x) { (first ? second : first) = x; }
};

template <template <class, size_t> class Container, class T> struct Stack {
	Container<T, 4> inside;
	T top() const { return inside.item[inside.used - 1]; }
	Stack &push(T x)
	{
		inside.add(x);
		return *this;
	}
};

template <int (*F)(int), int N> struct Repeat {
	static int run(int x) { return Repeat<F, N - 1>::run(F(x)); }
};
template <int (*F)(int)> struct Repeat<F, 0> {
	static int run(int x) { return x; }
};

static int twice(int x) { return 2 * x; }

enum class Unit { metre, foot };
template <Unit U> struct Length {
	double value;
	template <Unit V> Length<V> to() const
	{
		double factor = U == V ? 1 : U == Unit::foot ? 0.25 : 4;
		return { value * factor };
	}
};

int main()
{
	Word a("apple"), b("bread");
	Stack<Fixed, double> stack = {};
	Fixed<int *, 2> two = {};
	Length<Unit::foot> feet = { 8 };
	Length<Unit::metre> metres = feet.to<Unit::metre>();
	int number = 5;

	stack.push(1.5).push(2.5).push(number);
	two.add(&number);
	two.add(two.first);
	*two.second += Repeat<twice, 3>::run(1);
	bool larger = b > a;
	printf("%d %d %g %g %d %g\n", larger, Comparable<Word>::compared, stack.top(),
	       stack.inside.sum(0.0), number, metres.value);
	return 0;
}
