/* Structs and unions without a name inside each other, bit fields in unions, packed structs and
 * shared units: registers and headers as drivers and protocols lay them out. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

union status {
	uint32_t word;
	struct { uint32_t ready : 1, error : 3, : 4, count : 12, : 0; };
	struct { uint8_t flags, low, high, spare; } part;
	int32_t top : 31;
};

struct __attribute__((packed)) header {
	uint8_t version : 4, length : 4;
	uint16_t size;
	union {
		uint32_t address;
		struct { uint8_t a, b, c, d; };
	};
	uint64_t stamp : 48;
	int sign : 7, spare : 9;
	double weight;
};

struct shape {
	enum { circle, box } kind;
	union {
		struct { float radius; };
		struct { float width, height; struct { char a; union { short s; char t[2]; }; }; };
	};
};

static void make(struct header *h, int version, unsigned size)
{
	*h = (struct header){ .version = version, .size = size, .stamp = 0xabcdef012345, .sign = -7 };
	h->a = 127;
	h->b = h->c = 0;
	h->d = 1;
	h->weight = size * 0.25;
}

static float area(const struct shape *s)
{
	switch (s->kind) {
	case circle: return 3 * s->radius * s->radius;
	case box:    return s->width * s->height;
	}
	return 0;
}

int main(void)
{
	union status status = { 0 };
	struct header header, list[2];
	struct shape shapes[2] = { { circle, { { 2 } } } };
	unsigned char bytes[sizeof header];
	float sum = 0;

	make(&header, 4, 1500);
	status.ready = 1;
	status.error = 5;
	status.count = 0xabc;
	status.part.spare = 0x80;
	shapes[1].kind = box;
	shapes[1].width = 2;
	shapes[1].height = 5;
	shapes[1].a = 'a';
	shapes[1].s = 0x4142;
	for (int i = 0; i < 2; i++)
		sum += area(&shapes[i]);
	memcpy(bytes, &header, sizeof bytes);
	list[0] = header;
	list[0].stamp++;
	make(list + 1, 15, 0);
	printf("%u %d %g %u %d\n", status.word, status.top, sum, bytes[0], list[1].sign);
	return 0;
}
