/* How far the pass over a recording is; see progress.h. */
#include "front/progress.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"

/* Seconds between two lines, and how many calls go by without a look at the clock. */
static const double pause = 0.2;
enum { CALLS = 1024 };

void progress_begin(struct progress *p, bool on)
{
	*p = (struct progress){ .on = on, .began = clock_seconds() };
	p->said = p->began;
}

void progress_tell(struct progress *p, uint64_t steps, uint64_t bytes)
{
	double at;

	if (!p->on || p->calls++ % CALLS != 0 || (at = clock_seconds()) - p->said < pause)
		return;
	p->said = at;
	fprintf(stderr, "\r%" PRIu64 " steps, %.1f MB, %.0f s\033[K", steps, (double)bytes / 1e6,
		at - p->began);
	fflush(stderr);
}

void progress_end(struct progress *p)
{
	if (p->on && p->said > p->began)
		fputs("\r\033[K", stderr);
}
