/* What GNU C adds: cleanup attributes, statement expressions with variables of their own, __auto_type,
 * case ranges, local labels, the comma with nothing (?:), constructors. */
#include <stdio.h>
#include <stdlib.h>

static int cleaned;
static char trail[16];

__attribute__((constructor)) static void before(void) { trail[0] = '<'; }

static void drop(char **p)
{
	cleaned++;
	free(*p);
	*p = NULL;
}

static void note(const int *n)
{
	trail[*n] = (char)('0' + *n);
}

#define max(a, b) ({ __auto_type a_ = (a); __auto_type b_ = (b); a_ > b_ ? a_ : b_; })
#define find(array, n, x) ({ __label__ found; int i_; \
	for (i_ = 0; i_ < (n); i_++) if ((array)[i_] == (x)) goto found; i_ = -1; found: i_; })

static int grade(int points)
{
	switch (points) {
	case 0 ... 49:   return 'F';
	case 50 ... 79:  return 'C';
	case 80 ... 100: return 'A';
	default:         return '?';
	}
}

static int scoped(int n)
{
	for (int i = 1; i <= n; i++) {
		__attribute__((cleanup(note))) int step = i;
		__attribute__((cleanup(drop))) char *text = malloc(8);
		snprintf(text, 8, "t%d", i);
		if (i == 2)
			continue;
		step += text[1] - '0' - i;
		if (i == 3)
			return step;
	}
	return 0;
}

int main(void)
{
	int list[] = { 4, 8, 15 };
	int most = max(list[1], max(list[0], 5));
	double large = max(1.5, most / 2.0);
	int at = find(list, 3, 15), none = find(list, 3, 7);
	int zero = 0, kept = zero ?: most;
	int left = scoped(5);
	typeof(list) copy = { 1 };

	copy[1] = ({ int t = most; t *= 2; t + left; });
	printf("%d %g %d %d %d %c%c %d %s\n", copy[1], large, at, none, kept, grade(85), grade(20), cleaned,
	       trail);
	return 0;
}
