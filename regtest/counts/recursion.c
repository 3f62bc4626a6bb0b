/* calls: step 1115, alone 101, even 51, odd 50, fan 127
 *
 * Direct and mutual recursion, and one that calls itself twice. */
#define APART __attribute__((noinline, noclone))

static volatile int sum;

static APART void step(void)
{
	sum++;
}

static APART void alone(int n)
{
	step();
	if (n > 0)
		alone(n - 1);
	sum++;
}

static APART void odd(int n);

static APART void even(int n)
{
	step();
	if (n > 0)
		odd(n - 1);
	sum++;
}

static APART void odd(int n)
{
	for (int i = 0; i < 15; i++)
		step();
	even(n - 1);
	sum++;
}

static APART void fan(int n)
{
	step();
	if (n > 0) {
		fan(n - 1);
		fan(n - 1);
	}
	sum++;
}

int main(void)
{
	alone(100);
	even(100);
	fan(6);
	for (int i = 0; i < 86; i++)
		step();
	return 0;
}
