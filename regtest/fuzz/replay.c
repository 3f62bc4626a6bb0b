/* Runs inputs of the fuzz target, one after the other, without a fuzzer:
 *
 *	replay FILE...
 *
 * An input that takes longer than it should ends it, as a fault does.  Prints each name first. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "input.h"

enum { SECONDS_AN_INPUT = 30 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct buf load(const char *path)
{
	FILE *in = fopen(path, "rb");
	struct buf b = { 0 };
	char piece[4096];
	size_t n;

	if (!in) {
		perror(path);
		exit(2);
	}
	while ((n = fread(piece, 1, sizeof piece, in)) > 0)
		buf_add(&b, piece, n);
	fclose(in);
	return b;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		struct buf b = load(argv[i]);
		printf("%s\n", argv[i]);
		fflush(stdout);
		alarm(SECONDS_AN_INPUT);
		LLVMFuzzerTestOneInput((const uint8_t *)b.data, b.len);
		alarm(0);
		buf_free(&b);
	}
	return 0;
}
