// Virtual functions: which one runs is decided by the object, not by the pointer.
#include <iostream>

struct Animal {
	explicit Animal(int l) : legs(l) {}
	virtual ~Animal() = default;
	virtual const char *says() const { return "..."; }
	int legs;
};

struct Cat : Animal {
	Cat() : Animal(4) {}
	const char *says() const override { return "miaow"; }
};

struct Bird : Animal {
	Bird() : Animal(2) {}
	const char *says() const override { return "tweet"; }
};

int main()
{
	Animal *all[] = { new Cat, new Bird, new Animal(0) };
	for (Animal *a : all) {
		std::cout << a->legs << ' ' << a->says() << '\n';
		delete a;
	}
}
