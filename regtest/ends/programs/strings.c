/* The recorder replaces the C library's functions on memory and strings: they have to do what the
 * library's do, on strings of all lengths and alignments.  What they gave is printed as a hash.
 * compile: -g -O0 -fno-builtin */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <wchar.h>

static unsigned long seed = 88172645463325252UL, hash = 5381;

static unsigned below(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed % n;
}

static void out(long value)
{
	hash = hash * 33 + (unsigned long)value;
}

static void out_sign(int value)
{
	out((value > 0) - (value < 0));
}

static void out_place(const void *from, const void *p)
{
	out(p ? (const char *)p - (const char *)from : -1);
}

static void out_bytes(const char *p)
{
	for (int i = 0; i < 100; i++)
		out(p[i]);
}

static unsigned fill(char *s)
{
	unsigned n = below(40);

	for (unsigned i = 0; i < n; i++)
		s[i] = "abAB"[below(4)];
	s[n] = 0;
	return n;
}

static char a_room[80], b_room[80], to[200];

static void copies(const char *a, unsigned n, const char *b, unsigned k)
{
	unsigned at = below(8);

	memset(to, 'z', sizeof to);
	memcpy(to + at, a, n);
	memmove(to + at + 3, to + at, n);
	memmove(to + at, to + at + 2, n);
	out_bytes(to);
	out_place(to, mempcpy(to, a, n));
	strcat(strcpy(to, a), b);
	out_bytes(to);
	out_place(to, stpcpy(to, b));
	strncpy(to, a, k);
	out_bytes(to);
	out_place(to, stpncpy(to, a, k));
	strncat(strcpy(to, b), a, k);
	out_bytes(to);
	out_place(to, memccpy(to, a, 'B', n + 1));
	bcopy(a, to, n);
	out_bytes(to);
}

static void comparisons(const char *a, unsigned n, const char *b, unsigned m, unsigned k)
{
	out_sign(strcmp(a, b));
	out_sign(strncmp(a, b, k));
	out_sign(strcasecmp(a, b));
	out_sign(strncasecmp(a, b, below(5)));
	out_sign(memcmp(a, b, n < m ? n : m));
	out_sign(bcmp(a, to, n));
}

static void searches(const char *a, unsigned n, char *b, unsigned k)
{
	char c = "abAB"[below(5)];

	out(strlen(a));
	out(strnlen(a, k));
	out_place(a, strchr(a, c));
	out_place(a, strrchr(a, c));
	out_place(a, strchrnul(a, c));
	out_place(a, memchr(a, c, n));
	out_place(a, memrchr(a, c, n));
	out_place(a, rawmemchr(a, 0));
	b[below(4)] = 0;
	out_place(a, strstr(a, b));
	out_place(a, strcasestr(a, b));
	out_place(a, memmem(a, n, b, strlen(b)));
	b[2] = 0;
	out_place(a, strpbrk(a, b));
	out(strspn(a, b));
	out(strcspn(a, b));
}

static void widen(wchar_t *w, const char *s)
{
	while ((*w++ = *s++) != 0)
		;
}

static void wide(const char *a, const char *b, unsigned k)
{
	static wchar_t x[80], y[80], z[200];
	size_t n = strlen(a), m = strlen(b);

	widen(x, a);
	widen(y, b);
	wmemset(z, L'q', 200);
	out(wcslen(x));
	out(wcsnlen(x, k));
	wcscat(wcscpy(z, x), y);
	out_bytes((char *)z);
	wcsncpy(z, x, k);
	out_bytes((char *)z);
	out_place(z, wcpncpy(z, x, k));
	out_sign(wcscmp(x, y));
	out_sign(wcsncmp(x, y, k));
	out_sign(wmemcmp(x, y, n < m ? n : m));
	out_place(x, wcschr(x, L'B'));
	out_place(x, wcsrchr(x, L'a'));
	out_place(x, wmemchr(x, L'A', n));
}

int main(void)
{
	for (int i = 0; i < 1000; i++) {
		char *a = a_room + below(8), *b = b_room + below(8);
		unsigned n = fill(a), m = fill(b), k = below(45);

		copies(a, n, b, k);
		comparisons(a, n, b, m, k);
		searches(a, n, b, k);
		wide(a, b, k);
	}
	printf("%lx\n", hash);
	return 0;
}
