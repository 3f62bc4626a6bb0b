/* Varargs: integers, doubles, long doubles and pointers, more of them than there are registers. */
#include <stdarg.h>
#include <stdio.h>

static long sum(int n, ...)
{
	va_list ap;
	long total = 0;
	va_start(ap, n);
	for (int i = 0; i < n; i++) {
		int next = va_arg(ap, int);
		total += next;
	}
	va_end(ap);
	return total;
}

static double mix(const char *format, ...)
{
	va_list ap, again;
	double total = 0;
	va_start(ap, format);
	va_copy(again, ap);
	while (*format) {
		switch (*format++) {
		case 'i':
			total += va_arg(ap, int);
			break;
		case 'd':
			total += va_arg(ap, double);
			break;
		case 'L':
			total += (double) va_arg(ap, long double);
			break;
		case 's':
			total += *va_arg(ap, const char *);
			break;
		}
	}
	total += va_arg(again, int);
	va_end(again);
	va_end(ap);
	return total;
}

static int message(char *to, size_t room, const char *format, ...)
{
	va_list ap;
	int length;
	va_start(ap, format);
	length = vsnprintf(to, room, format, ap);
	va_end(ap);
	return length;
}

int main(void)
{
	char text[32];
	long a = sum(3, 1, 2, 3), b = sum(9, 1, 2, 3, 4, 5, 6, 7, 8, 9);
	double m = mix("idLsd", 1, 2.5, 3.25L, "A", 0.125);
	int length = message(text, sizeof text, "%ld-%s-%g", a, "x", m);
	printf("%ld %s %d\n", b, text, length);
	return 0;
}
