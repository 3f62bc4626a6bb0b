/* A sink turns the recording into one output format.  To add one: write sinks/NAME.c, add its line
 * to SINKS in sink.c and to the Makefile, its page to docs/formats/, and a test. */
#ifndef SINKS_SINK_H
#define SINKS_SINK_H
#include <stdio.h>
#include "trace/end.h"
#include "trace/step.h"
#include "trace/timeline.h"

enum sink_needs {
	SINK_RECORDS = 1 << 0,                       /* record() for each record of the stream, as text */
	SINK_STEPS   = 1 << 1,                       /* step() for each step shown */
	SINK_COUNT   = 1 << 3,                       /* steps are counted, not shown */
	SINK_WHOLE   = 1 << 2,                       /* the stream is read to its end in any case */
	SINK_LEAKS   = 1 << 4,                       /* which blocks are lost, and when: it is read twice */
	SINK_PROFILE = 1 << 5,                       /* what functions and lines cost */
	SINK_EXECUTIONS = 1 << 6,                    /* how often lines were begun */
	SINK_VALUES  = 1 << 10,                      /* with --state: what variables had there */
	SINK_MERGES  = 1 << 9,                       /* takes several recordings */
	SINK_TIMELINE = 1 << 11,                     /* event() for what happened, in order */
};

/* What a format shows that has one number for each thing. */
enum sink_event {
	SINK_INSTRUCTIONS = PROFILE_INSTRUCTIONS, SINK_LOADS = PROFILE_LOADS, SINK_STORES = PROFILE_STORES,
	SINK_CALLS
};

#define SINK_LIMIT_OWN UINT64_MAX

/* How the output is to look. */
struct sink_options {
	bool leaked;                                 /* blocks that no pointer leads to are drawn as well */
	bool freed;                                  /* likewise those that are freed and pointed to */
	bool html;                                   /* vgtrace: for a page that takes names for HTML */
	enum sink_event event;                       /* folded */
	uint64_t last;                               /* events of a timeline; 0: all */
	bool json, csv;                              /* of a table */
	const char *table;                           /* of several, only that one; NULL: all */
	const char *sort;                            /* column that tables are sorted by; NULL: each its own */
	uint64_t limit;                              /* rows of a table; 0: all; SINK_LIMIT_OWN: as it thinks fit */
	const char *files, *function;                /* only rows of such files, or of that function; or NULL */
	bool coloured;                               /* on a terminal that wants colours */
	unsigned width;                              /* of the terminal; 0: it is none */
	const char *build_output;                    /* file with what the compiler said; NULL: none */
	uint64_t max_output;                         /* bytes shown of all output so far; 0: no limit */
	uint64_t prelude;                            /* lines that somebody put before the program's own */
};

struct sink_type {
	const char *name, *summary;
	unsigned needs;
	const struct heap_rules *heap;               /* not NULL: the heap by site, counted so; with SINK_PROFILE */
	void *(*open)(FILE *out, const struct sink_options *);   /* out stays the caller's */
	void  (*record)(void *self, const char *line, size_t len);
	void  (*step)(void *self, const struct trace_step *);
	void  (*event)(void *self, const struct timeline_event *);
	void  (*close)(void *self, const struct trace_end *);    /* writes the tail, frees self */
};

const struct sink_type *sink_by_name(const char *name);      /* NULL: unknown */
void sink_list(FILE *out);
#endif
