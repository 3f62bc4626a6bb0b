/* Pointers to members, static members, and `this`.
 * std: c++17 c++20
 */
#include <stdio.h>

struct Base {
	int first;
	virtual int twice(int a) { return 2 * a; }
	virtual int thrice(int a) { return 3 * a; }
};

class Counter : public Base {
	int count;

public:
	static int made;
	static int kept;
	static constexpr int limit = 100;
	static const long small = 3;

	Counter(int from) : count(from) { made++; }
	~Counter() { made--; }
	Counter &add(int n)
	{
		this->count += n;
		return *this;
	}
	int get() const { return count; }
	static int lived(int more)
	{
		kept += more;
		return made + kept;
	}
};

int Counter::made;
int Counter::kept = 2;

struct Pair { int a; int b[2]; double c; };

int main()
{
	Counter counter(5);
	int (Counter::*getter)() const = &Counter::get;
	Counter &(Counter::*adder)(int) = &Counter::add;
	int (Base::*doubles)(int) = &Base::twice;
	int (Base::*triples)(int) = &Base::thrice;
	int Pair::*a = &Pair::a;
	double Pair::*c = &Pair::c;
	int Pair::*none = nullptr;
	int (Counter::*nothing)() const = nullptr;
	Pair pair = { 1, { 2, 3 }, 4 };
	int sum = (counter.*adder)(2).get() + (counter.*getter)();

	sum += (counter.*doubles)(1) + (counter.*triples)(1) + pair.*a + (int)(pair.*c);
	a = none;
	sum += Counter::lived(1) + Counter::limit + (int)Counter::small;
	doubles = triples;
	printf("%d\n", sum);
	return nothing != nullptr;
}
