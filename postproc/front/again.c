/* Input that is read twice; see again.h. */
#include "front/again.h"

static bool copy_all(FILE *from, FILE *to)
{
	static char block[1 << 16];
	size_t n;

	while ((n = fread(block, 1, sizeof block, from)) > 0)
		if (fwrite(block, 1, n, to) != n)
			return false;
	return fflush(to) == 0;
}

bool again_open(struct again *a, FILE *in)
{
	*a = (struct again){ .in = in, .start = ftello(in) };
	if (a->start >= 0)
		return true;
	a->copy = tmpfile();
	if (!a->copy)
		return false;
	a->in = a->copy;
	if (copy_all(in, a->copy)) {
		rewind(a->copy);
		return true;
	}
	again_close(a);
	return false;
}

void again_rewind(struct again *a)
{
	fseeko(a->in, a->start > 0 ? a->start : 0, SEEK_SET);
}

void again_close(struct again *a)
{
	if (a->copy)
		fclose(a->copy);
}
