/* Plain, signed, unsigned and wide characters, and bool: printable, control, negative, 0xFF. */
#include <stdbool.h>
#include <stdio.h>
#include <uchar.h>
#include <wchar.h>

static bool is_vowel(char c)
{
	bool vowel;
	switch (c) {
	case 'a': case 'e': case 'i':
	case 'o': case 'u':
		vowel = true;
		break;
	default:
		vowel = false;
	}
	return vowel;
}

int main(void)
{
	char letter = 'a', quote = '\'', newline = '\n', nul = '\0', high = '\xe9';
	signed char negative = -128;
	unsigned char all = 0xFF;
	wchar_t wide = L'\u20ac';
	char16_t c16 = u'\u00fc';
	char32_t c32 = U'\U0001F600';
	bool yes = 42, no = !yes;
	_Bool flags[3] = { true, false, true };
	int vowels = 0;

	for (letter = 'a'; letter < 'k'; letter++)
		vowels += is_vowel(letter);
	high++;
	negative--;
	all >>= 1;
	wide++;
	c16 += 2;
	c32--;
	quote ^= newline;
	no = yes && vowels > 2;
	flags[1] = no | nul;
	printf("%d %d %d %d %d %d\n", vowels, high, negative, all, quote, flags[1]);
	return wide == 0x20ad && c16 > 0xfc && c32 ? 0 : 1;
}
