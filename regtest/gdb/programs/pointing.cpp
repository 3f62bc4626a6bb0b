/* Pointers to members: data, functions, virtual ones, of bases, in tables and templates; pointers and
 * references to arrays and functions; null ones of each. */
#include <cstddef>
#include <stdio.h>

struct Base {
	int id = 1;
	virtual ~Base() {}
	virtual int speak(int n) { return id + n; }
	int plain(int n) const { return id * n; }
};

struct Other { short other = 5; virtual int last() { return other; } };

struct Derived : Other, Base {
	double weight = 2.5;
	int scores[3] = { 7, 8, 9 };
	int speak(int n) override { return -n; }
	int own(int n) { return scores[n]; }
};

typedef int (Base::*Method)(int);

template <class C, class M> static M &member(C &object, M C::*which)
{
	return object.*which;
}

template <int Base::*Which> static int fixed(Base &object)
{
	return ++(object.*Which);
}

static int first(int (&list)[3]) { return list[0]; }
static int last(int *list) { return list[2]; }

struct Command { const char *name; int (Derived::*run)(int); int Base::*reads; };

int main()
{
	Derived derived;
	Base base, *as_base = &derived;
	int Base::*data = &Base::id, Base::*none = nullptr;
	double Derived::*weight = &Derived::weight;
	int (Derived::*array)[3] = &Derived::scores;
	Method method = &Base::speak, no_method = nullptr;
	int (Base::*constant)(int) const = &Base::plain;
	int (Derived::*converted)(int) = &Base::speak, (Derived::*own)(int) = &Derived::own;
	const Command commands[] = { { "speak", &Derived::speak, data }, { "own", own, nullptr } };
	int (*table[])(int *) = { last, nullptr };
	int (&by_reference)(int (&)[3]) = first;
	int (&row)[3] = derived.scores, (*pointer)[3] = &row;
	std::nullptr_t null = nullptr;
	int sum = (base.*method)(3) + (as_base->*method)(3) + (base.*constant)(4);

	base.*data = 6;
	as_base->*data += 2;
	derived.*weight *= 2;
	(derived.*array)[1] = 80;
	(*pointer)[2]++;
	for (const Command &c : commands)
		sum += (derived.*c.run)(1) + (c.reads ? derived.*c.reads : 0);
	sum += (derived.*converted)(2) + member(derived, weight) + fixed<&Base::id>(base);
	sum += table[0](row) + by_reference(row) + (none == null) + (no_method == nullptr);
	printf("%d %d %d\n", sum, derived.id, base.id);
	return 0;
}
