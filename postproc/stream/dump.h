/* A record as one line of text. */
#ifndef STREAM_DUMP_H
#define STREAM_DUMP_H
#include "base/buf.h"
#include "stream/record.h"

/* Adds "<offset> <NAME> field=value ..." and a newline.  Bytes are hex, text is quoted as in C. */
void dump_record(struct buf *out, const struct record *r);
#endif
