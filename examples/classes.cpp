// A class with a constructor and a destructor: when each of them runs.
#include <iostream>

class Counter {
public:
	explicit Counter(const char *n) : name(n) { std::cout << name << " begins\n"; }
	~Counter() { std::cout << name << " ends at " << count << '\n'; }
	void add(int n) { count += n; }

private:
	const char *name;
	int count = 0;
};

int main()
{
	Counter outer("outer");
	{
		Counter inner("inner");
		inner.add(2);
		outer.add(1);
	}
	outer.add(10);
}
