/* A place in the program, as debug information has it: function, line, and the calls that were
 * inlined around it.
 *
 * A call that the compiler inlined is a level of the frame that it is in: level 0 is the function
 * that has the code, level n the innermost inlined call.  Inlined functions of the system's headers
 * are no levels, as their real calls are no frames: what is in them counts to their caller.  They
 * are where the lines of such headers are stepped through. */
#ifndef TRACE_PLACE_H
#define TRACE_PLACE_H
#include "base/arena.h"
#include "debug/object.h"

struct level {
	const struct scope *scope;                   /* scope->inlined is not NULL */
	const char *caller_file;                     /* where the level before has called it; or NULL */
	unsigned caller_line, caller_column;
	bool begins;                                 /* the line of the call begins at the place too */
};

struct place {
	const struct function *function;             /* NULL: none */
	const struct scope *scope;                   /* the innermost; NULL: none */
	const struct level *level; size_t n_levels;  /* from level 1 on */
	const struct inlined *hidden;                /* the outermost call that is no level, in the last one */
	const struct line_row *line;                 /* NULL: none */
	const struct line_row *entry_line;           /* of the function's first instruction; NULL: none */
	bool ready;                                  /* the function's locals are set up */
	bool is_passed_through;                      /* the function is no frame of its own: see place.c */
};

/* debug may be NULL; addr is link-time.  What the place needs is made in arena a.
 * steps_in: the file of the frame's last step, which tells whether the system's are stepped
 * through; NULL: that of the place. */
void place_find(struct object *debug, uint64_t addr, const char *steps_in, struct arena *a,
		struct place *place);
/* Scope of a level, NULL for level 0. */
const struct scope *place_level_scope(const struct place *p, size_t level);
const char *place_level_name(const struct place *p, size_t level);           /* of the function */
/* Where a level is: the outer ones at the call in it.  *file becomes NULL where unknown. */
void place_level_line(const struct place *p, size_t level, const char **file, unsigned *line);
/* outer NULL counts as around everything. */
bool scope_is_within(const struct scope *inner, const struct scope *outer);
/* A file of the system's, as the recorder has it when it is not told which to trace. */
bool is_system_file(const char *file);
#endif
