/* The sieve of Eratosthenes: multiples are crossed out, primes are left. */
#include <stdbool.h>
#include <stdio.h>

int main(void)
{
	bool crossed[30] = { true, true };
	for (int i = 2; i * i < 30; i++)
		if (!crossed[i])
			for (int k = i * i; k < 30; k += i)
				crossed[k] = true;
	for (int i = 0; i < 30; i++)
		if (!crossed[i])
			printf("%d ", i);
	printf("\n");
	return 0;
}
