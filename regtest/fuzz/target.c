/* The fuzz target: the whole post-processor behind an ELF file and a stream.
 *
 * The stream's blocks are numbered and sealed anew before it is read: a checksum would keep every
 * change away from the code behind it.  (Damaged streams are the matter of regtest/torn.)
 *
 * The ELF file is in memory.  Its descriptor has a fixed number, and that is the file's name in
 * the streams: --objects=/proc/self/fd finds it there. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../sppgrind/sp_stream_format.h"
#include "../sppgrind/sp_xxh64.h"
#include "front/options.h"
#include "front/passes.h"
#include "input.h"

enum { ELF_FD = 99, BLOCK_STATE = 0, BLOCK_LENGTH = 4, BLOCK_NUMBER = 8, BLOCK_SUM = 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void die(const char *what)
{
	perror(what);
	abort();
}

static void provide_elf(const uint8_t *p, size_t len)
{
	static bool made;

	if (!made) {
		int fd = memfd_create("program", 0);
		if (fd < 0 || dup2(fd, ELF_FD) < 0)
			die("memfd_create");
		close(fd);
		made = true;
	}
	if (ftruncate(ELF_FD, 0) || pwrite(ELF_FD, p, len, 0) != (ssize_t)len)
		die("the ELF file");
}

static void seal(struct input *in)
{
	size_t at = SP_FILE_HEADER_SIZE;

	for (uint32_t n = 0; at + SP_BLOCK_HEADER_SIZE <= in->stream_len; n++) {
		uint8_t *block = in->stream + at;
		uint32_t len = input_load32(block + BLOCK_LENGTH);
		at += SP_BLOCK_HEADER_SIZE;
		if (len > in->stream_len - at || input_load32(block + BLOCK_STATE) != SP_BLOCK_CLOSED)
			return;
		uint64_t sum = sp_xxh64(block + SP_BLOCK_HEADER_SIZE, len, n);
		memcpy(block + BLOCK_NUMBER, &n, sizeof n);
		memcpy(block + BLOCK_SUM, &sum, sizeof sum);
		at += len;
	}
}

static char *format_of(uint8_t choices)
{
	static char *of_steps[] = { "steps", "opt", "seepp", "info" };
	static char *of_profile[] = {
		"callgrind", "folded", "pprof", "massif", "dhat", "stats", "speedscope", "chrome", "heap",
		"annotate",
	};

	if (choices >> 6 == 2)
		return of_profile[(choices & 63) % (sizeof of_profile / sizeof of_profile[0])];
	return choices & 16 ? "leaks" : of_steps[choices & 3];
}

/* Formats of the profile are chosen by the first byte's two high bits.  Else one word of each line is
 * chosen by other bits of it, and one bit takes the place of the format's. */
static void choose(uint8_t choices, struct options *o)
{
	static char *every[] = { "--every=line", "--every=statement" };
	static char *raw[] = { "--max-elements=50", "--raw" };
	char *format = format_of(choices);
	char *more = strcmp(format, "annotate") ? raw[choices >> 3 & 1] : "--state";
	char *word[] = { "spp-post", format, every[choices >> 2 & 1], more, "--max-steps=20",
			 "--objects=/proc/self/fd", NULL };

	optind = 0;                              /* getopt begins anew */
	if (options_parse(o, sizeof word / sizeof word[0] - 1, word) != OPTIONS_GO)
		abort();
}

static void run(const struct options *o, struct input *in)
{
	FILE *from = fmemopen(in->stream, in->stream_len, "rb"), *to = fopen("/dev/null", "w");

	if (!from || !to)
		die("a stream");
	int code = passes_run(o, from, to);
	if (code != 0 && code != 1 && code != 3)
		abort();
	fclose(from);
	fclose(to);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);
	struct options o;
	struct input in;

	if (!copy)
		die("malloc");
	memcpy(copy, data, size);
	if (input_split(copy, size, &in) && in.stream_len > 0) {
		provide_elf(in.elf, in.elf_len);
		seal(&in);
		choose(data[0], &o);
		run(&o, &in);
	}
	free(copy);
	return 0;
}
