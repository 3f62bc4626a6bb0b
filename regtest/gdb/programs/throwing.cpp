/* Exceptions: thrown through destructors, caught by base, value and pointer, thrown again, nested,
 * out of constructors and function try blocks, translated, and not thrown at all. */
#include <exception>
#include <stdio.h>

struct Trouble {
	int code;
	explicit Trouble(int c) : code(c) {}
	Trouble(const Trouble &other) : code(other.code + 1) {}
	virtual ~Trouble() {}
	virtual const char *what() const { return "trouble"; }
};

struct Worse : Trouble {
	const char *why;
	explicit Worse(const char *w) : Trouble(10), why(w) {}
	const char *what() const override { return why; }
};

static int released;

struct Guard {
	const char *name;
	explicit Guard(const char *n) : name(n) {}
	~Guard() { released++; }
};

struct Part {
	Guard guard;
	int value;
	explicit Part(int v) try : guard("part"), value(v) {
		if (v > 2)
			throw Trouble(v);
	} catch (Trouble &t) {
		t.code += 100;
	}
};

static int depth(int n)
{
	Guard guard("depth");
	int below = n - 1;

	if (n == 0)
		throw Worse("bottom");
	int result = depth(below);
	return result + 1;
}

static int careful(int n) noexcept
{
	int result = 0;

	try {
		if (n == 1)
			throw n;
		if (n == 2)
			throw "text";
		result = depth(n);
	} catch (int i) {
		result = i;
	} catch (const char *text) {
		result = text[0];
	} catch (const Worse &w) {
		result = w.code;
	}
	return result;
}

static int again()
{
	int caught = 0;

	try {
		try {
			depth(1);
		} catch (Trouble &t) {
			t.code *= 2;
			caught++;
			throw;
		}
	} catch (Trouble t) {
		caught += t.code;
		try {
			throw Trouble(t.code);
		} catch (...) {
			caught++;
		}
	}
	return caught;
}

int main()
{
	int sum = careful(1) + careful(2) + careful(3) + again();

	for (int i = 1; i < 5; i += 2) {
		try {
			Part part(i);
			sum += part.value;
		} catch (const Trouble &t) {
			sum += t.code;
		}
	}
	try {
		throw std::bad_exception();
	} catch (const std::exception &e) {
		sum += e.what()[0] != 0;
	}
	printf("%d %d\n", sum, released);
	return 0;
}
