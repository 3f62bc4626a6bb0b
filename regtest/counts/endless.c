/* Never ends.  It has no C library: nothing but its own functions runs. */
static volatile unsigned long sum;

static __attribute__((noinline, noclone)) void step(void)
{
	sum++;
}

void _start(void)
{
	for (;;)
		step();
}
