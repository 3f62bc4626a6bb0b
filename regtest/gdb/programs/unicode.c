/* Strings of wide characters, UTF-8, UTF-16 and UTF-32: arrays, literals, pointers into them,
 * beyond the basic plane, and walked as people walk them. */
#include <stdio.h>
#include <stdlib.h>
#include <uchar.h>
#include <wchar.h>

struct label { const wchar_t *text; char16_t initial; char32_t symbol; };

static const char utf8[] = u8"gr\u00fc\u00df \u20ac \U0001f600";
static wchar_t title[16] = L"Stra\u00dfe";

static size_t code_points(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		if ((*s & 0xc0) != 0x80)
			n++;
	return n;
}

static size_t length16(const char16_t *s)
{
	const char16_t *end = s;

	while (*end)
		end++;
	return (size_t)(end - s);
}

int main(void)
{
	char16_t pair[] = u"a\U0001f600z";
	char32_t face[4] = { U'\U0001f600', 'x', 0x20ac };
	const char32_t *p32 = U"\u03b1\u03b2";
	struct label label = { L"l\u00e4bel", u'\u00e9', U'\U0001f4a9' };
	wchar_t *heap = malloc(8 * sizeof *heap);
	wchar_t one = title[4];
	size_t n = code_points(utf8) + length16(pair) + wcslen(title);

	wcscpy(heap, L"\u00bfqu\u00e9?");
	title[0] = L'\u015a';
	label.text++;
	pair[1] = u'-';
	pair[2] = u'+';
	face[1] = *++p32;
	heap[1] = L'Q';
	printf("%zu %u %u %d\n", n, (unsigned)one, (unsigned)face[1], (int)wcslen(heap));
	free(heap);
	return 0;
}
