/* Messages on standard error.
 *
 * Texts hold names from damaged or hostile files, so control characters are shown as '?': a
 * message stays one line and cannot steer a terminal. */
#include "base/message.h"
#include "base/map.h"
#include "base/mem.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *format(const char *fmt, va_list ap)
{
	va_list again;

	va_copy(again, ap);
	int len = vsnprintf(NULL, 0, fmt, ap);
	char *s = mem_alloc(len < 0 ? 1 : (size_t)len + 1);
	if (len > 0)
		vsnprintf(s, (size_t)len + 1, fmt, again);
	va_end(again);
	for (char *c = s; *c; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			*c = '?';
	return s;
}

static const char *speaker = "spp-post";

void message_speaker(const char *name)
{
	speaker = name;
}

static void say(const char *text)
{
	fprintf(stderr, "%s: %s\n", speaker, text);
}

void message_warn(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	char *text = format(fmt, ap);
	va_end(ap);
	say(text);
	free(text);
}

static uint64_t fnv1a(const char *s)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * UINT64_C(0x100000001b3);
	return h;
}

enum { TEXTS_MAX = 1000 };

/* Whether text is new; keeps it then, for the run.  Equal hashes of different texts take
 * the next keys.  A hostile stream can name any number of files that are not there: beyond so many
 * texts none is new. */
static bool remember(char *text)
{
	static struct map said;
	static unsigned texts;
	uint64_t key = fnv1a(text);
	const char *other;

	if (texts == TEXTS_MAX)
		return false;
	while ((other = map_get(&said, key))) {
		if (!strcmp(other, text))
			return false;
		key++;
	}
	map_put(&said, key, text);
	texts++;
	return true;
}

void message_once(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	char *text = format(fmt, ap);
	va_end(ap);
	if (remember(text))
		say(text);
	else
		free(text);
}
