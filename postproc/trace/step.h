/* The step as people see it: what sinks get.
 *
 * A step and all that hangs on it belong to the trace and are valid during the callback only. */
#ifndef TRACE_STEP_H
#define TRACE_STEP_H
#include <stdbool.h>
#include <stdint.h>
#include "value/value.h"

enum trace_event {
	EVENT_STEP,
	EVENT_CALL,                                  /* a function was entered, its parameters are set */
	EVENT_RETURN,                                /* a call is about to return; or the program's last step */
	EVENT_UNWIND,                                /* the last step of a call that an exception or longjmp ends */
	EVENT_EXCEPTION,                             /* a signal ends the program here */
};

struct trace_var {
	const char *name;                            /* an outer one that is hidden: name@declaration line */
	enum variable_kind kind;
	const char *decl_file; unsigned decl_line;   /* decl_file: NULL where unknown */
	bool is_result;                              /* what the frame returns, "__return__": its last one */
	const struct value *value;
	bool changed;                                /* since the step shown before, where it was there too */
};

struct trace_frame {
	const char *function, *file;                 /* file: NULL where unknown */
	unsigned line;
	uint64_t cfa;
	size_t level;                                /* 0: a call; n: the nth call inlined in it, of the same CFA */
	const struct trace_var *var; size_t n_vars;
};

/* Where a heap block was made or freed: where the innermost frame with steps was then. */
struct trace_origin {
	const char *function, *file; unsigned line;  /* function NULL: in no such frame; file: as above */
	uint64_t step;                               /* the last one before it, of whatever thread; 0: before all */
};

/* What leads to a heap block.  The last four are Memcheck's, from the words of memory, typed or not. */
enum trace_reach {
	REACH_POINTER,                               /* a pointer that is shown, and says what is there */
	REACH_UNTYPED,                               /* "still reachable" */
	REACH_POSSIBLY_LOST,                         /* only what points to its inside */
	REACH_INDIRECTLY_LOST,                       /* only blocks that are lost */
	REACH_LOST,                                  /* nothing: "definitely lost" */
};

struct trace_block {
	uint64_t addr, size;
	const char *kind;                            /* "malloc", "new[]", ... */
	const struct value *value;                   /* VALUE_ARRAY of the block's elements, or VALUE_ABSENT;
	                                              * apart: NULL where no pointer has ever said */
	enum trace_reach reach;
	struct trace_origin made;
};

/* A freed heap block that a pointer shown still leads to; its contents are gone. */
struct trace_freed {
	uint64_t addr, size;
	const char *kind;
	const struct type *type;                     /* of its elements; NULL: no pointer said */
	struct trace_origin made, freed;
};

/* A memory error, in Memcheck's words. */
struct trace_error {
	const char *kind;                            /* "write", "condition", ... */
	const char *message;                         /* "Invalid write of size 4" */
	const char *description;                     /* what its address is; or "" */
	uint64_t addr, size;                         /* 0: none */
	const char *function, *file; unsigned line;  /* at fault, or has called what is; function NULL:
	                                              * unknown; file: as above */
};

struct trace_step {
	uint64_t number;                             /* among the steps of this granularity, from 1 */
	uint64_t left_out;                           /* steps between it and the one shown before */
	enum trace_event event;
	uint64_t thread;
	const char *object; uint64_t addr;           /* link-time address in that file */
	const char *file, *function;
	unsigned line, column;
	bool ready;                                  /* false: before the function's prologue has run */
	const struct trace_frame *frame; size_t n_frames;   /* outermost first */
	size_t frames_cut, cut_at;                   /* so many are left out, before frame[cut_at] */
	const struct value *returned;                /* by the innermost frame; NULL: it does not return, or void */
	const struct trace_var *global; size_t n_globals;
	const struct trace_block *block; size_t n_blocks;   /* heap blocks, all of REACH_POINTER */
	const struct trace_block *apart; size_t n_apart;    /* the program's other ones, by address */
	const struct trace_freed *freed; size_t n_freed;    /* in the order in which they are met */
	/* Everything written to standard output and error, and read from standard input, so far;
	 * new_*: where that since the step shown before begins. */
	const char *out, *err, *in;
	size_t out_len, err_len, in_len, new_out, new_err, new_in;
	const struct trace_error *error; size_t n_errors;   /* memory errors of what it runs, in order */
	size_t errors_cut;                           /* further ones */
	const char *message;                         /* what happened, in words: to end the program, or its
	                                              * first error; else NULL */
};
#endif
