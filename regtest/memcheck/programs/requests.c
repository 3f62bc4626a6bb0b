/* Client requests of memcheck.h: what they make of memory, and what they answer. */
#include <stdlib.h>
#include <string.h>
#include <valgrind/memcheck.h>

int main(void)
{
	char buffer[32] = "something", *heap = malloc(16), answer[16], other[8];
	unsigned char bits[8] = { 0xff, 0, 0x0f, 0xf0 };
	int defined = 5, undefined, number, all = 0;
	unsigned block;

	VALGRIND_MAKE_MEM_UNDEFINED(buffer, 4);
	VALGRIND_MAKE_MEM_DEFINED(&undefined, sizeof undefined);
	memset(heap, 1, 8);
	VALGRIND_MAKE_MEM_NOACCESS(heap + 4, 4);
	VALGRIND_MAKE_MEM_DEFINED_IF_ADDRESSABLE(heap, 16);
	number = VALGRIND_GET_VBITS(buffer, answer, 8);
	number = VALGRIND_SET_VBITS(other, bits, 8);
	number = VALGRIND_GET_VBITS(heap, answer, 8);
	number = VALGRIND_GET_VBITS(&defined, answer, 4);
	memcpy(answer + 8, other, 8);
	VALGRIND_MAKE_MEM_UNDEFINED(heap + 4, 4);
	heap[5] = 2;
	VALGRIND_MAKE_MEM_UNDEFINED(&all, 1);
	VALGRIND_MAKE_MEM_DEFINED(buffer, sizeof buffer);
	block = VALGRIND_CREATE_BLOCK(buffer, 8, "a name");
	number = VALGRIND_DISCARD(block);
	number = RUNNING_ON_VALGRIND > 0;
	free(heap);
	return number == 77;
}
