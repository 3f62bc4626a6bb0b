#include "parts.h"

int kit::Part::made = 9;

int kit::weigh(const kit::Part &part)
{
	Part copy = part;
	Part::Inner &inner = copy.inner;

	inner.b += 1;
	return copy.weight + inner.a + inner.b + copy.kind;
}
