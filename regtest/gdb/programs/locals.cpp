/* Classes in functions and in classes, classes without a name, unions with members that have
 * constructors, and declarations in conditions.
 * std: c++17 c++20
 */
#include <stdio.h>

typedef struct { int a; } Named_later;

struct Outside {
	class Inside;
	union { int as_int; float as_float; };
	struct { short low, high; } halves;
	Inside *inside;
};

class Outside::Inside {
	int depth;

public:
	Inside(int d) : depth(d) {}
	int get() const { return depth; }
};

union Tagged {
	int number;
	char letters[4];
	Tagged(int n) : number(n) {}
	int low() const { return letters[0]; }
};

static int uses_local(int x)
{
	struct Local {
		int q;
		int get() { return q + 1; }
		static int constant() { return 4; }
	} local = { x };
	enum { one = 1, two } which = two;
	static int called;

	called++;
	if (int got = local.get(); got > 2)
		return got + which;
	else
		return Local::constant() - got;
}

int main()
{
	Outside outside = {};
	Outside::Inside inside(3);
	Tagged tagged(0x41);
	Named_later later = { 6 };

	outside.as_float = 1;
	outside.halves.high = -2;
	outside.inside = &inside;
	int sum = uses_local(1) + uses_local(5) + outside.inside->get() + tagged.low() + later.a;
	for (const auto *p = "ab"; *p; p++)
		sum += *p;
	while (int left = sum % 4) {
		sum += left;
		break;
	}
	printf("%d\n", sum);
	return 0;
}
