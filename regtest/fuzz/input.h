/* An input of the fuzz target: how spp-post is called, an ELF file, and a stream that refers to it.
 *
 *	byte 0          choices, see target.c
 *	bytes 1 to 3    length of the ELF file, little-endian
 *	                the ELF file
 *	                the stream: the rest
 */
#ifndef FUZZ_INPUT_H
#define FUZZ_INPUT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { INPUT_HEADER = 4 };

struct input {
	uint8_t *elf, *stream;
	size_t elf_len, stream_len;
};

/* False: too short to be one. */
static inline bool input_split(uint8_t *data, size_t size, struct input *in)
{
	if (size < INPUT_HEADER)
		return false;
	in->elf = data + INPUT_HEADER;
	in->elf_len = data[1] | (size_t)data[2] << 8 | (size_t)data[3] << 16;
	if (in->elf_len > size - INPUT_HEADER)
		return false;
	in->stream = in->elf + in->elf_len;
	in->stream_len = size - INPUT_HEADER - in->elf_len;
	return true;
}

static inline uint32_t input_load32(const uint8_t *p)
{
	uint32_t x;

	memcpy(&x, p, sizeof x);
	return x;
}
#endif
