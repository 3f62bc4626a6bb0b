/* Lists of words; see words.h. */
#include "command/words.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

static void add_owned(struct words *w, char *s)
{
	w->word = mem_grow(w->word, w->n + 2, sizeof *w->word);
	w->word[w->n++] = s;
	w->word[w->n] = NULL;
}

void words_add(struct words *w, const char *s)
{
	add_owned(w, mem_strdup(s));
}

void words_printf(struct words *w, const char *fmt, ...)
{
	va_list ap, again;
	char *s;
	int len;

	va_start(ap, fmt);
	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, ap);
	s = mem_alloc((size_t)len + 1);
	vsnprintf(s, (size_t)len + 1, fmt, again);
	va_end(again);
	va_end(ap);
	add_owned(w, s);
}

void words_add_all(struct words *w, const struct words *more)
{
	for (size_t i = 0; i < more->n; i++)
		words_add(w, more->word[i]);
}

/* One word from *at on, without its quotes.  False: a quote is not closed. */
static bool take_word(const char **at, struct buf *to)
{
	char quote = 0;

	for (; **at && (quote || !strchr(" \t\n", **at)); (*at)++) {
		if (quote ? **at == quote : **at == '\'' || **at == '"') {
			quote = quote ? 0 : **at;
			continue;
		}
		if (**at == '\\' && quote != '\'' && (*at)[1])
			(*at)++;
		buf_add(to, *at, 1);
	}
	return !quote;
}

bool words_split(struct words *w, const char *s)
{
	bool good = true;

	while (good && *(s += strspn(s, " \t\n"))) {
		struct buf b = { 0 };
		good = take_word(&s, &b);
		buf_add(&b, "", 1);
		words_add(w, b.data);
		buf_free(&b);
	}
	return good;
}

void words_free(struct words *w)
{
	for (size_t i = 0; i < w->n; i++)
		free(w->word[i]);
	free(w->word);
	*w = (struct words){ 0 };
}
