/* The C library's string functions, optimised as they are: overlapping source and target, strings
 * without an end, what is undefined in them; and calls with which nothing is wrong.
 * flags: -fno-builtin */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <wchar.h>

static volatile int sum;
static char text[64];

static void overlap(void)
{
	memcpy(text + 4, text, 20);
}

static void overlap_strcpy(void)
{
	strcpy(text, "a text");
	strcpy(text + 2, text);
}

static void overlap_strncpy(void)
{
	strcpy(text, "a longer text");
	strncpy(text + 3, text, 10);
}

static void overlap_strcat(void)
{
	strcpy(text, "abc");
	strcat(text, text + 1);
}

static void moved(void)
{
	memmove(text + 4, text, 20);
	memcpy(text + 32, text, 32);
	memset(text, 0, sizeof text);
}

static void without_end(void)
{
	char *p = malloc(8), to[32];

	memset(p, 'x', 8);
	sum += (int)strnlen(p, 8);
	sum += (int)strlen(p);
	strncpy(to, p, 9);
	free(p);
}

static void undefined_length(void)
{
	char *p = malloc(16);

	p[0] = 'a';
	p[15] = 0;
	sum += (int)strlen(p);
	free(p);
}

static void undefined_compared(void)
{
	char *p = malloc(16);

	strcpy(p, "abc");
	sum += strcmp(p, "abd");
	sum += strncmp(p, "abc", 16);
	sum += memcmp(p, "abc\0defghijklm", 12);
	sum += strcasecmp(p, "ABC");
	free(p);
}

static void undefined_found(void)
{
	char *p = malloc(16);

	memset(p, 'a', 10);
	sum += strchr(p, 'b') != NULL;
	sum += memchr(p, 'b', 12) != NULL;
	free(p);
}

static void copied(void)
{
	char *p = malloc(16), *q = malloc(16);

	p[3] = 1;
	memcpy(q, p, 16);
	memmove(p, q, 16);
	if (p[3])
		sum++;
	if (q[4])
		sum++;
	free(p);
	free(q);
}

static void appended(void)
{
	char *p = malloc(8);

	strcpy(p, "1234567");
	strcat(p, "8");
	sum += p[0];
	free(p);
}

static void wide(void)
{
	wchar_t *p = malloc(16);

	wmemset(p, L'x', 4);
	sum += (int)wcslen(p);
	free(p);
}

static void pieces(void)
{
	char *p = strdup("one,two"), *q = strtok(p, ",");

	sum += q[1];
	sum += strrchr(p, 'n') != NULL;
	sum += strstr(p, "ne") != NULL;
	sum += (int)strspn(p, "on");
	sum += atoi("12");
	free(p);
	sum += q[0];
}

static void ended(void)
{
	char *p = malloc(16);
	char *end = stpcpy(p, "to the end");

	sum += *end;
	if (end[1])
		sum++;
	free(p);
}

int main(void)
{
	static void (*const all[])(void) = { overlap, overlap_strcpy, overlap_strncpy, overlap_strcat,
		moved, without_end, undefined_length, undefined_compared, undefined_found, copied, appended,
		wide, pieces, ended };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		all[i]();
	return 0;
}
