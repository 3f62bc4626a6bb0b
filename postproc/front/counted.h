/* A stream that counts what goes through it. */
#ifndef FRONT_COUNTED_H
#define FRONT_COUNTED_H
#include <stdint.h>
#include <stdio.h>

struct counted { FILE *to; uint64_t bytes; };

/* Writes to c->to, which keeps its buffer and its errors; closing this one does not close that one.
 * Where there is no memory for it: c->to itself, which is not counted. */
FILE *counted_open(struct counted *c);
#endif
