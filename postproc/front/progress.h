/* How far the pass over a recording is: one line on standard error, written over and over. */
#ifndef FRONT_PROGRESS_H
#define FRONT_PROGRESS_H
#include <stdbool.h>
#include <stdint.h>

struct progress { bool on; double began, said; uint64_t calls; };

void progress_begin(struct progress *p, bool on);
/* Cheap enough for every record.  bytes: of the recording. */
void progress_tell(struct progress *p, uint64_t steps, uint64_t bytes);
void progress_end(struct progress *p);                /* takes the line away */
#endif
