/* Parameter packs: in functions, classes and base classes; recursion over them, indices, pairs of
 * packs, packs of references and of template arguments. */
#include <stddef.h>
#include <stdio.h>

static int sum_of() { return 0; }

template <class T, class... Rest> static T sum_of(T first, Rest... rest)
{
	T others = sum_of(rest...);

	return first + others;
}

template <class... Types> struct Tuple;
template <> struct Tuple<> { int depth() const { return 0; } };
template <class T, class... Rest> struct Tuple<T, Rest...> : Tuple<Rest...> {
	T value;
	Tuple(T v, Rest... rest) : Tuple<Rest...>(rest...), value(v) {}
	int depth() const { return 1 + Tuple<Rest...>::depth(); }
};

template <size_t... I> struct Indices {};

template <class T, size_t N, size_t... I>
static int pick(const T (&list)[N], Indices<I...>)
{
	int picked[] = { list[I]... };
	int sum = 0;

	for (int p : picked)
		sum = 10 * sum + p;
	return sum;
}

template <class... Types> static int sizes(const Types &...all)
{
	size_t size[] = { sizeof all... };
	int total = 0;

	for (size_t s : size)
		total += (int)s;
	return total + (int)sizeof...(Types);
}

template <class... Args> static int call(int (*f)(Args...), Args... args)
{
	int result = f(args...);

	return result;
}

template <class... Args> static void set(int to, Args &...args)
{
	int *all[] = { &args... };

	for (int *p : all)
		*p = to++;
}

static int mixed(int a, double b, const char *c) { return a + (int)b + c[0]; }

int main()
{
	int list[5] = { 9, 8, 7, 6, 5 };
	Tuple<int, double, const char *> tuple(1, 2.5, "three");
	int a = sum_of(1, 2, 3), b = (int)sum_of(1.5, 2.25);
	int c = pick(list, Indices<4, 0, 2>());
	int d = call(mixed, 1, 2.0, (const char *)"x");

	tuple.value += tuple.depth();
	d += sizes('a', 1.0, list) + sizes();
	set(3, a, b);
	printf("%d %d %d %d %d\n", a, b, c, d, tuple.value);
	return 0;
}
