/* Strings built, split, joined and reversed in place: buffers that grow, pointers into strings, and
 * arrays of strings on the heap.
 * At -O1 and -O2 gcc inlines toupper(), and finds its result through a pointer in the thread-local
 * storage of the C library, which is not recorded.
 * opt: O0 Og */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct builder { char *text; size_t length, room; };

static void append(struct builder *b, const char *format, ...)
{
	char part[32];
	va_list list;

	va_start(list, format);
	int n = vsnprintf(part, sizeof part, format, list);
	va_end(list);
	if (b->length + n + 1 > b->room) {
		b->room = 2 * (b->length + n + 1);
		b->text = realloc(b->text, b->room);
	}
	memcpy(b->text + b->length, part, n + 1);
	b->length += n;
}

static void reverse(char *s)
{
	for (char *end = s + strlen(s); s < --end; s++) {
		char c = *s;
		*s = *end;
		*end = c;
	}
}

static char **split(const char *line, int *n)
{
	char copy[40], *rest = NULL;
	char **words = NULL;

	strcpy(copy, line);
	*n = 0;
	for (char *w = strtok_r(copy, " ,", &rest); w; w = strtok_r(NULL, " ,", &rest)) {
		words = realloc(words, (*n + 1) * sizeof *words);
		words[(*n)++] = strdup(w);
	}
	return words;
}

int main(void)
{
	struct builder b = { 0 };
	int n;
	char **words = split("the quick, brown fox", &n);

	for (int i = 0; i < n; i++) {
		words[i][0] = (char)toupper((unsigned char)words[i][0]);
		if (i % 2)
			reverse(words[i]);
		append(&b, "%s%s:%d", i ? "-" : "", words[i], (int)strlen(words[i]));
	}
	puts(b.text);
	for (int i = 0; i < n; i++)
		free(words[i]);
	free(words);
	free(b.text);
	return 0;
}
