/* Vectors (vector_size): of integers and floats, in arrays and structs, as parameters and results,
 * compared and picked apart. */
#include <stdio.h>
#include <string.h>

typedef float float4 __attribute__((vector_size(16)));
typedef int int4 __attribute__((vector_size(16)));
typedef unsigned char byte16 __attribute__((vector_size(16)));
typedef double double2 __attribute__((vector_size(16)));

struct body { float4 place, speed; short mass; };
union lanes { int4 v; int lane[4]; byte16 bytes; };

static float4 move(float4 place, float4 speed, float time)
{
	float4 by = speed * time;

	return place + by;
}

static int sum_of(int4 v)
{
	int sum = 0;

	for (int i = 0; i < 4; i++)
		sum += v[i];
	return sum;
}

int main(void)
{
	struct body body[2] = { { { 1, 2, 3 }, { 0.5f, 0, -1 }, 7 }, { .mass = 9 } };
	int4 a = { 1, 2, 3, 4 }, b = { 4, 3, 2, 1 };
	int4 more = a > b;
	union lanes lanes = { a + b };
	byte16 text;
	double2 *pair = &(double2){ 0.25, -8 };

	for (int i = 0; i < 2; i++)
		body[0].place = move(body[0].place, body[0].speed, 2);
	body[1] = body[0];
	memcpy(&text, "sixteen letters.", 16);
	text[0] -= 32;
	lanes.lane[3] = -lanes.lane[0];
	*pair *= 2;
	printf("%g %d %d %d %c %g\n", body[1].place[2], sum_of(a * b), sum_of(more), sum_of(lanes.v),
	       text[0], (*pair)[1]);
	return 0;
}
