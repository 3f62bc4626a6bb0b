/* Templates of functions, classes, members and variables are called with their arguments.
 * std: c++14 c++17 c++20
 */
#include <stdio.h>

namespace lib {
template <class T, unsigned long N> struct Array {
	T element[N];
	static int made;
	struct Place { T *at; unsigned long index; };
	T sum() const
	{
		T all = T();
		for (const T &e : element)
			all += e;
		return all;
	}
	Place find(T what)
	{
		for (unsigned long i = 0; i < N; i++)
			if (element[i] == what)
				return Place{ &element[i], i };
		return Place{ nullptr, N };
	}
	template <class U> Array<U, N> to() const
	{
		Array<U, N> result;
		for (unsigned long i = 0; i < N; i++)
			result.element[i] = (U)element[i];
		return result;
	}
};
template <class T, unsigned long N> int Array<T, N>::made = 4;

template <class T> struct Array<T, 0> { int none; int sum() const { return none; } };

template <class T> T larger(T a, T b)
{
	return a < b ? b : a;
}

template <int N> struct Power { static int of(int x) { return x * Power<N - 1>::of(x); } };
template <> struct Power<0> { static int of(int) { return 1; } };

template <class... A> int count(A...)
{
	int n = sizeof...(A);

	return n;
}

template <class T> T pi = T(3.25);
}

struct Celsius {
	double degrees;
	bool operator<(const Celsius &o) const { return degrees < o.degrees; }
	Celsius operator+(const Celsius &o) const { return Celsius{ degrees + o.degrees }; }
	Celsius &operator<<(int n)
	{
		degrees += n;
		return *this;
	}
	double operator()(double f) const { return degrees * f; }
	double operator[](int i) const { return degrees * i; }
	operator double() const { return degrees; }
	operator const char *() const { return "C"; }
	Celsius *operator->() { return this; }
};

template <> Celsius lib::larger(Celsius a, Celsius b)
{
	return b < a ? a : b;
}

int main()
{
	lib::Array<unsigned long, 3> numbers = { { 1, 2, 3 } };
	lib::Array<short, 2> shorts = { { 4, 5 } };
	lib::Array<int, 0> none = { 9 };
	auto place = numbers.find(2);
	auto wide = shorts.to<long>();
	Celsius cold = { -3 }, warm = { 20 };
	Celsius most = lib::larger(cold, warm);
	double d = lib::larger(1.5, 2.5) + lib::pi<double>;
	int sum = (int)numbers.sum() + shorts.sum() + none.sum() + lib::Power<2>::of(3);

	most << 3 << 2;
	d += (cold + warm).degrees + warm(2) + warm[3] + (double)cold + cold->degrees;
	const char *unit = warm;
	sum += lib::count(1, 'c', 2.0) + lib::Array<short, 2>::made + lib::larger<int>(3, 4);
	printf("%d %g %s %lu %ld\n", sum, d, unit, place.index, wide.element[1]);
	return 0;
}
