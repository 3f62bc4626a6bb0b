/* Loops of which gdb says the values at each line.  Nothing is called that is stepped into, and
 * what is looked at has a value before. */
int main(void)
{
	int i = -7, k = 5;
	long sum = 0;
	double half = 1;
	unsigned char c = 'a';
	int *p = &i;

	for (i = 3; i < 40; i += 4)
		sum += i * k;
	while (half > 0.01) {
		half /= 2;
		k--;
	}
	do
		c++;
	while (c < 'k');
	for (i = 0; i < 6; i++) {
		int square = i * i;
		sum -= square;
	}
	for (i = 0; i < 1500; i++)
		sum ^= *p;
	return sum == 0;
}
