/* calls: step 44, thrower 4, middle 4, deep 10, catcher 4, guard::~guard() 14
 *
 * Exceptions through frames with something to destroy, caught and thrown again. */
#define APART __attribute__((noinline, noclone))

static volatile int sum;

static APART void step()
{
	sum = sum + 1;
}

struct guard {
	APART ~guard() { step(); }
};

static APART void thrower(int n)
{
	step();
	throw n;
}

static APART void deep(int depth, int n)
{
	guard g;

	step();
	if (depth == 0)
		thrower(n);
	deep(depth - 1, n);
	step();
}

static APART void middle(int n)
{
	guard g;

	try {
		deep(n, n);
	} catch (int) {
		step();
		throw;
	}
}

static APART void catcher(int n)
{
	try {
		middle(n);
	} catch (int caught) {
		for (int i = 0; i < caught + 1; i++)
			step();
	}
}

int main()
{
	for (int n = 0; n < 4; n++)
		catcher(n);
	step();
	step();
	return 0;
}
