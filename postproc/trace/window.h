/* Which steps are asked for: --from, --to, --line, --function.  All have to hold. */
#ifndef TRACE_WINDOW_H
#define TRACE_WINDOW_H
#include "trace/filter.h"
#include "trace/options.h"

/* The step of that number, in the frame and at the line that s has. */
bool window_has(const struct trace_options *opt, uint64_t number, const struct place *place,
		const struct shown *s);
/* Its whole name, or the last part of it: "push" is also ns::Stack<int>::push. */
bool window_is_function(const char *name, const char *wanted);
/* --file: a glob without / is matched with the file's own name. */
bool window_is_in_files(const char *glob, const char *file);
#endif
