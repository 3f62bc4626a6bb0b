/* Every kind of loop and branch, for the counts of lines. */
struct pair { long a[40]; };

static volatile int sum;

static int factorial(int n)
{
	return n <= 1 ? 1 : n * factorial(n - 1);
}

static void count_to(int n)
{
	for (int i = 0; i < n; i++)
		sum += i;
	int k = 0;
	while (k < n) {
		k++;
		if (k == 3)
			continue;
		if (k == 8)
			break;
		sum -= k;
	}
	do {
		k--;
		sum++;
	} while (k > 0);
}

static int in_one_line(int n)
{
	for (int i = 0; i < n; i++) sum += i;
	while (n > 3) n--;
	int odd = n % 2 ? 1 : 2, both = n > 1 && odd;
	return odd + both;
}

static int choose(int n)
{
	switch (n) {
	case 0:
		return 7;
	case 1:
	case 2:
		sum += 2;
		break;
	default:
		if (n > 5 || sum % 2)
			sum++;
		else if (n > 4 && sum)
			sum--;
	}
	return n;
}

static int search(const int *list, int n, int wanted)
{
	int at = 0;

again:
	if (at == n)
		return -1;
	if (list[at] != wanted) {
		at++;
		goto again;
	}
	return at;
}

static long copy(int n)
{
	struct pair from = { { 0 } }, to;

	for (int i = 0; i < n; i++)
		for (int j = 0; j < 3; j++)
			from.a[i] += j;
	to = from;
	return to.a[1];
}

int main(void)
{
	int list[] = { 4, 8, 15, 16, 23, 42 };

	for (int i = 0; i < 10; i++) {
		count_to(i);
		sum += choose(i);
		sum += in_one_line(i);
	}
	sum += search(list, 6, 16) + search(list, 6, 17);
	sum += (int)copy(4);
	return factorial(5) != 120;
}
