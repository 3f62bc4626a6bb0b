// Results of C++: classes in registers and behind a hidden pointer, references, pointers to
// members, templates.  f_X returns what ends up in r_X.
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#define FUNCTION __attribute__((noinline))

volatile int seed = 3;
volatile double part = 0.25;

struct Plain { int a; double b; };
struct Base { int a; };
struct Derived : Base { float b; };
struct EmptyBase { };
struct FromEmpty : EmptyBase { long a; };
struct OwnCopy {
	int a;
	OwnCopy(int n = 0) : a(n) { }
	OwnCopy(const OwnCopy &o) : a(o.a) { }
	OwnCopy &operator=(const OwnCopy &o) { a = o.a; return *this; }
};
struct OwnMove {
	int a;
	OwnMove(int n = 0) : a(n) { }
	OwnMove(OwnMove &&o) : a(o.a) { }
	OwnMove &operator=(OwnMove &&o) { a = o.a; return *this; }
};
struct OwnDestructor {
	int a;
	~OwnDestructor() { a = -1; }
};
struct Defaulted {
	int a;
	Defaulted(int n = 0) : a(n) { }
	Defaulted(const Defaulted &) = default;
	Defaulted &operator=(const Defaulted &) = default;
	~Defaulted() = default;
};
struct Virtual {
	int a = 1;
	virtual ~Virtual() = default;
	virtual int get() { return a; }
};
struct HasString { std::string s; };
struct HasOwn { OwnCopy inner; };
template <class T> struct Box { T value; };
template <class T> struct Owner {
	T value;
	Owner(T v = T()) : value(v) { }
	Owner(const Owner &o) : value(o.value) { }
	Owner &operator=(const Owner &) = default;
};
enum class Scoped : unsigned char { A = 1, B = 200 };
union Either { int i; float f; };

int object = 42, other;

#define RESULTS(R) \
	R(plain, Plain, (Plain{ seed, part })) \
	R(derived, Derived, ([] { Derived d; d.a = seed; d.b = (float)part; return d; }())) \
	R(from_empty, FromEmpty, ([] { FromEmpty d; d.a = seed; return d; }())) \
	R(own_copy, OwnCopy, OwnCopy(seed)) \
	R(own_move, OwnMove, OwnMove(seed)) \
	R(own_destructor, OwnDestructor, (OwnDestructor{ seed })) \
	R(defaulted, Defaulted, Defaulted(seed)) \
	R(virtual_one, Virtual, Virtual()) \
	R(has_string, HasString, (HasString{ "in a struct" })) \
	R(has_own, HasOwn, (HasOwn{ OwnCopy(seed) })) \
	R(box, Box<short>, (Box<short>{ (short)seed })) \
	R(owner, Owner<double>, Owner<double>(part)) \
	R(scoped, Scoped, seed ? Scoped::B : Scoped::A) \
	R(either, Either, ([] { Either e; e.f = (float)part; return e; }())) \
	R(text, std::string, std::string(seed, 'x')) \
	R(numbers, std::vector<int>, std::vector<int>({ 1, seed, 3 })) \
	R(pair, std::pair<int COMMA double>, std::make_pair((int)seed, (double)part)) \
	R(shared, std::shared_ptr<int>, std::make_shared<int>(seed)) \
	R(nothing, std::nullptr_t, ((void)seed, nullptr)) \
	R(member, int Base::*, seed ? &Derived::a : nullptr)

#define COMMA ,
#define DECLARE(name, type, expression) \
	type r_##name{}; \
	FUNCTION type f_##name() \
	{ \
		return expression; \
	}
RESULTS(DECLARE)

int *r_reference;
FUNCTION int &f_reference()
{
	return seed ? object : other;
}

struct Counter {
	int n = 5;
	FUNCTION int f_method(int by) const { return n + by; }
	FUNCTION static long f_static() { return seed * 2L; }
};
int r_method;
long r_static;

template <class T> FUNCTION T f_template(T a) { return a + 1; }
double r_template;

FUNCTION auto f_deduced() { return seed * 1.5f; }
float r_deduced;

FUNCTION void done() { __asm__ volatile("" ::: "memory"); }

int main()
{
#define CALL(name, type, expression) r_##name = f_##name();
	RESULTS(CALL)
	r_reference = &f_reference();
	r_method = Counter().f_method(seed);
	r_static = Counter::f_static();
	r_template = f_template((double)part);
	r_deduced = f_deduced();
	done();
}
