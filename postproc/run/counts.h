/* The profile's records: how often each piece of code ran in each calling context, how often each
 * call was made there.  Totals; the record that comes last for the same thing counts, of those that
 * TOTALS, or the recording's end, says are whole. */
#ifndef RUN_COUNTS_H
#define RUN_COUNTS_H
#include "base/arena.h"
#include "base/map.h"
#include "stream/record.h"

struct counts_context {
	struct counts_context *parent;       /* NULL: a thread starts here.  It comes before */
	uint64_t id;
	uint64_t arc;                        /* of the call that led here; not without a parent */
	size_t index;                        /* in struct counts */
};

/* Of both: `totals' are those that the last record was of, `earlier' what those before said. */
struct counts_call {
	struct counts_context *from, *to;
	uint64_t arc, n, earlier;
	unsigned totals;
};

struct counts_code { uint64_t object, addr; struct bytes items; size_t index; };

struct counts_times { struct bytes times; size_t room; };
struct counts_cost {
	struct counts_context *context;
	struct counts_code *code;
	struct bytes times;
	struct counts_times *earlier;        /* NULL: nothing */
	unsigned room, totals;
};

/* Where and when the record behind MOMENT happened. */
struct counts_moment {
	struct counts_context *context;      /* NULL: not known */
	uint64_t instructions, nanoseconds;  /* since the program began */
};

/* All in the order in which they came. */
struct counts {
	struct arena *arena;                 /* NULL: there is no profile */
	struct counts_context **context; size_t n_contexts;
	struct counts_code **code;       size_t n_codes;
	struct counts_call **call;       size_t n_calls;
	struct counts_cost **cost;       size_t n_costs;
	struct counts_moment now;
	unsigned totals;                     /* so many are whole */
	struct map contexts, codes;          /* by id */
	struct map calls, costs;             /* by both things that they are of */
};

void counts_apply(struct counts *c, const struct record *rec);
/* Everything so far is whole. */
void counts_are_whole(struct counts *c);
/* Takes back what was not said to be whole; what is left may be nothing. */
void counts_settle(struct counts *c);
void counts_free(struct counts *c);
#endif
