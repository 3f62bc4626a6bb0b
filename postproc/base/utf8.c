/* UTF-8, as the Unicode standard's table 3-7 has it; see utf8.h. */
#include "base/utf8.h"

/* 0: no character begins so. */
static size_t length_by_first(unsigned char c)
{
	if (c < 0x80)
		return 1;
	if (c < 0xc2 || c > 0xf4)
		return 0;
	return c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

size_t utf8_length(const unsigned char *p, size_t left)
{
	unsigned char lo = 0x80, hi = 0xbf;
	size_t len = length_by_first(p[0]);

	if (len < 2)
		return len;
	if (p[0] == 0xe0)
		lo = 0xa0;
	else if (p[0] == 0xed)
		hi = 0x9f;
	else if (p[0] == 0xf0)
		lo = 0x90;
	else if (p[0] == 0xf4)
		hi = 0x8f;
	if (left < len || p[1] < lo || p[1] > hi)
		return 0;
	for (size_t i = 2; i < len; i++)
		if (p[i] < 0x80 || p[i] > 0xbf)
			return 0;
	return len;
}

size_t utf8_unfinished(const char *text, size_t len)
{
	const unsigned char *p = (const unsigned char *)text;

	for (size_t n = 1; n <= 3 && n <= len; n++) {
		unsigned char c = p[len - n];
		if (c >= 0xc0)
			return length_by_first(c) > n ? n : 0;
		if (c < 0x80)
			return 0;
	}
	return 0;
}
