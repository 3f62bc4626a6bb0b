/* The trace: the run, step by step, as sinks see it.  Feeds the shown steps to one callback, one
 * step late: whether a step is its call's last is known only at the next. */
#ifndef TRACE_TRACE_H
#define TRACE_TRACE_H
#include "run/run.h"
#include "trace/options.h"
#include "trace/step.h"
#include "trace/values.h"

struct trace;

typedef void trace_show(void *ctx, const struct trace_step *step);

/* run and opt stay the caller's and must outlive the trace. */
struct trace *trace_new(struct run *run, const struct trace_options *opt, trace_show *show, void *ctx);
/* After each run_apply() of a STEP record.  False: nothing more will be shown. */
bool trace_step_applied(struct trace *t);
/* After each run_apply() of a RESULT record. */
bool trace_result_applied(struct trace *t);
/* After each run_apply() of an ERROR record. */
bool trace_error_applied(struct trace *t, const struct record_error *rec);
/* After the last record: the step that is still held back.  ended_by: who ended the program, in
 * words, if it was neither itself nor a signal of its own; NULL: nobody.
 * is_torn: the recording ends before the program did. */
void trace_finish(struct trace *t, const char *ended_by, bool is_torn);

/* With the option `values`, after trace_finish(); else NULL. */
const struct values *trace_values(const struct trace *t);
struct program *trace_program(struct trace *t);      /* that the trace sees the run with */

/* The step shown last is the last one. */
void trace_is_full(struct trace *t);

enum trace_limit { LIMIT_NONE, LIMIT_SHOWN, LIMIT_SIZE, LIMIT_RECORDED };
/* Why the trace is shorter than the program: --max-steps here, trace_is_full(), or the recorder's. */
enum trace_limit trace_limit(const struct trace *t);
bool trace_stopped_at_error(const struct trace *t);   /* as the options ask */
uint64_t trace_shown(const struct trace *t);
uint64_t trace_counted(const struct trace *t);       /* shown or not, up to here */
/* The variable of --when-changed was there at some step. */
bool trace_has_found(const struct trace *t);
/* Source files of the steps shown: absolute paths in the order of their first step. */
const char *const *trace_files(const struct trace *t, size_t *count);
void trace_free(struct trace *t);
#endif
