/* The heap's blocks, live and freed, as run.c keeps them. */
#ifndef RUN_HEAP_H
#define RUN_HEAP_H
#include "run/run.h"

void heap_alloc(struct run *r, const struct record_alloc *rec);
void heap_release(struct run *r, uint64_t addr);
void heap_realloc(struct run *r, const struct record_realloc *rec);
void heap_free(struct run *r);
#endif
