#ifndef SHARED_H
#define SHARED_H
extern volatile int in, out;

struct ring { int slot[4]; unsigned at; };

static inline unsigned next_of(unsigned at)
{
	return (at + 1) % 4;
}

static inline void ring_put(struct ring *r, int value)
{
	unsigned here = r->at;

	r->slot[here] = value;
	r->at = next_of(here);
	out = value;
}

static inline int ring_sum(const struct ring *r)
{
	int sum = 0;

	for (unsigned i = 0; i < 4; i++)
		sum += r->slot[i];
	return sum;
}

int work(struct ring *r, int n);
int scale(int value);
#endif
