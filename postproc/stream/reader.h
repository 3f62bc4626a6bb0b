/* Reader of a stream: bytes of a file or pipe -> records, one at a time.
 *
 * A record and every pointer in it are valid until the next reader_next().  The first fault is
 * sticky: reader_next() returns false from then on, after every record of the blocks before it.
 * Memory: one block. */
#ifndef STREAM_READER_H
#define STREAM_READER_H
#include <stdbool.h>
#include <stdio.h>
#include "stream/record.h"

struct reader;
/* in stays the caller's. */
struct reader *reader_open(FILE *in);
bool reader_next(struct reader *r, struct record *out);
/* NULL: the stream ended as a stream should, with END or EXEC.  Else what is wrong, and *offset where. */
const char *reader_error(const struct reader *r, uint64_t *offset);
uint64_t reader_offset(const struct reader *r);      /* bytes taken from the input so far */
bool reader_may_wait(const struct reader *r);        /* the next record needs more input */
void reader_close(struct reader *r);
#endif
