/* Where a program's memory begins to be reached from, as a leak check sees it: stacks, static data,
 * thread-local storage, registers. */
#ifndef TRACE_ROOTS_H
#define TRACE_ROOTS_H
#include "trace/program.h"
#include "trace/step.h"

struct roots;

/* As of now; innermost is the running thread's innermost frame, or NULL. */
struct roots *roots_new(struct program *p, struct run *run, const struct trace_frame *innermost);
bool roots_has(const struct roots *roots, uint64_t addr);
/* Calls f for what registers hold, where that is known and may be in use. */
void roots_registers(struct program *p, const struct run *run,
		     void (*f)(void *ctx, uint64_t value), void *ctx);
void roots_free(struct roots *roots);
#endif
