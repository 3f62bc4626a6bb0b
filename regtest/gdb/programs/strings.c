/* Strings: arrays, literals, on the heap, empty, not ended, with escapes and bytes above 127.
 * At -Og gcc says that `raw` is in a register before it is, where strcat() has left something.
 * opt: O0 O1 O2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char shout[16];
const char *greeting = "hello";

static void upper(char *to, const char *from)
{
	while (*from) {
		*to++ = *from >= 'a' && *from <= 'z' ? *from - 'a' + 'A' : *from;
		from++;
	}
	*to = '\0';
}

static int is_palindrome(const char *s)
{
	const char *e = s + strlen(s) - 1;
	while (s < e)
		if (*s++ != *e--)
			return 0;
	return 1;
}

int main(void)
{
	char empty[4] = "", full[3] = { 'a', 'b', 'c' }, escaped[] = "a\tb\\\"\n\x01";
	const char *latin = "caf\xe9", *utf8 = "caf\xc3\xa9";
	unsigned char raw[] = { 0xff, 0x80, 0x7f, 0 };
	const char *words[] = { "level", "steps", NULL };
	char *copy = malloc(32);
	char *token;

	upper(shout, greeting);
	strcpy(copy, "one,two,three");
	token = strtok(copy, ",");
	token = strtok(NULL, ",");
	token[0] = 'T';
	empty[0] = full[2];
	strcat(shout, token);
	for (int i = 0; words[i]; i++)
		raw[1] += (unsigned char) is_palindrome(words[i]);
	printf("%s %s %zu %zu %d\n", shout, empty, strlen(latin), strlen(utf8), raw[1]);
	escaped[0] = '\x80';
	full[1] = escaped[1];
	free(copy);
	return 0;
}
