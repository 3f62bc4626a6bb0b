/* Nested scopes: three variables of one name alive at once, of different types; loop variables. */
#include <stdio.h>

int value = 100;

static int nest(int value)
{
	int sum = value;
	{
		char value = 'v';
		sum += value;
		{
			double value = 0.5;
			sum += (int) (value * 4);
			value *= 2;
		}
		value++;
		sum += value;
	}
	for (long value = 0; value < 2; value++) {
		short sum = (short) value;
		sum += 5;
		value += sum > 5;
	}
	value = sum;
	return value;
}

static int siblings(int n)
{
	int r = 0;
	if (n > 1) {
		int a = n * 2;
		r += a;
	} else {
		int b = n * 3, a = b + 1;
		r += a - b;
	}
	while (n-- > 0) {
		int square = n * n;
		r += square;
	}
	do {
		int once = r;
		r = once + 1;
	} while (r % 4);
	return r;
}

int main(void)
{
	int i = 7;
	for (int i = 0; i < 2; i++) {
		int j = i;
		for (int i = 5; i < 7; i++)
			j += i;
		value += j;
	}
	i += nest(3);
	i += siblings(3) + siblings(1);
	printf("%d %d\n", i, value);
	return 0;
}
