/* The recording as a whole, for what sinks write last.  Of several, profile, heap and executions are of
 * all, the rest of the last one. */
#ifndef TRACE_END_H
#define TRACE_END_H
#include "base/arena.h"
#include "run/run.h"
#include "trace/executions.h"
#include "trace/heap_sites.h"
#include "trace/leaks.h"
#include "trace/profile.h"
#include "trace/trace.h"

struct end_object { const char *path, *build_id; bool traced, is_main; };

struct trace_end {
	const char *executable, *directory;          /* "" where the stream does not say */
	uint64_t pid;
	const struct end_object *object; size_t n_objects;
	uint64_t rows, sites;                        /* STEP records, and the places they are of */
	uint64_t counted;                            /* steps of the granularity asked for */
	uint64_t stream_bytes;                       /* read */
	uint64_t live_blocks, live_bytes;            /* heap, at the end */
	bool forked;                                 /* a child: nothing but its profile is recorded */
	uint64_t out_len, err_len, in_len;
	bool ended; enum sp_end_reason reason; uint64_t code;    /* ended false: no END record */
	uint64_t allocs, frees, alloc_bytes;         /* as the recorder counted; 0 without END */
	const char *exec_path;                       /* NULL: none */
	const char *error; uint64_t error_offset;    /* NULL: the stream is whole, or was not read to its end */
	bool limit_recorded;
	const char *ended_by;                        /* who ended it from outside, in words; or NULL */
	uint64_t errors, errors_of[RUN_ERROR_KINDS];         /* in the recording, as far as it was read; by kind */
	bool stopped_at_error;                       /* the trace ends there, the program did not */
	bool wants_input;                            /* the trace ends where there was no more input */
	const char *out; size_t last_line;           /* all output; where its line without a newline begins */
	enum trace_limit limit;
	uint64_t shown;
	const char *const *file; size_t n_files;     /* source files of the steps shown */
	const char *source_dir;                      /* where they are looked for first; NULL: nowhere */
	const char *signal_name;                     /* "SIGSEGV", for reason SP_END_SIGNAL; else NULL */
	const struct profile *profile;               /* for a sink that needs it; else NULL */
	const struct heap_sites *heap;               /* likewise */
	const struct executions *executions;         /* likewise */
	const struct trace_leaks *leaks;             /* likewise */
	const struct values *values;                 /* that variables had at lines; NULL: not asked for */
};

/* trace may be NULL (sinks that show no steps).  Everything points into run, trace or arena a. */
void end_fill(struct trace_end *end, const struct run *run, const struct trace *trace, struct arena *a);
#endif
