/* Inlined calls of C++: members, constructors and destructors, templates, lambdas, functions of a
 * namespace, a loop over a class's own iterators; calls through inlined functions of the library.
 * std: c++17 c++20
 * every: opt */
#include <cstdio>
#include <utility>

volatile int in = 3, out;

namespace geometry {

struct Vector {
	int x, y;

	Vector(int a, int b) : x(a), y(b) { out = a; }
	Vector operator+(const Vector &other) const { return Vector(x + other.x, y + other.y); }
	int dot(const Vector &other) const
	{
		int first = x * other.x;
		int second = y * other.y;
		return first + second;
	}
};

inline int squared(const Vector &v)
{
	return v.dot(v);
}

} // namespace geometry

template <typename T, int N> class Stack {
	T item[N];
	int used = 0;

public:
	struct Cursor {
		T *at;
		T &operator*() const { return *at; }
		Cursor &operator++() { ++at; return *this; }
		bool operator!=(const Cursor &o) const { return at != o.at; }
	};

	void push(T value)
	{
		item[used] = std::move(value);
		used++;
		out = used;
	}
	T pop()
	{
		out = used;
		return item[--used];
	}
	Cursor begin() { return { item }; }
	Cursor end() { return { item + used }; }
};

class Guard {
	int *counter;

public:
	explicit Guard(int *c) : counter(c)
	{
		++*counter;
		out = *counter;
	}
	~Guard()
	{
		--*counter;
		out = *counter;
	}
};

template <typename F> int apply(F &&f, int times)
{
	int sum = 0;

	for (int i = 0; i < times; i++) {
		int one = f(i);
		sum += one;
		out = sum;
	}
	return sum;
}

struct Base {
	int id;

	Base(int i) : id(i) { out = id; }
	virtual int cost() const { return id; }
	virtual ~Base() { out = -id; }
};

struct Derived final : Base {
	int extra;

	Derived(int i) : Base(i), extra(in) { out = extra; }
	int cost() const override
	{
		int own = extra + id;
		return own + Base::cost();
	}
};

__attribute__((noinline)) static int guarded(int n)
{
	int live = 0;
	Guard first(&live);

	for (int i = 0; i < n; i++) {
		Guard each(&live);
		out = live;
	}
	return live;
}

static int fibonacci(int n)
{
	if (n < 2)
		return n;
	int a = fibonacci(n - 1);
	return a + fibonacci(n - 2);
}

int main()
{
	geometry::Vector v(in, 2), w = v + geometry::Vector(1, 1);
	Stack<int, 8> stack;
	int total = geometry::squared(w);

	for (int i = 0; i < 3; i++)
		stack.push(i + in);
	for (int one : stack) {
		total += one;
		out = total;
	}
	total += stack.pop() + guarded(2);
	int factor = in;
	total += apply([factor](int i) { int product = i * factor; out = product; return product; }, 3);
	total += apply([&](auto i) {
		total++;
		return total + i;
	}, 2);
	Derived d(4);
	total += d.cost() + fibonacci(4);
	std::printf("%d\n", total);
	return 0;
}
