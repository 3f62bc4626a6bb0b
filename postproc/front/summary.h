/* What --summary and --ending exchange with whoever runs spp-post: see docs/spp-run.md. */
#ifndef FRONT_SUMMARY_H
#define FRONT_SUMMARY_H
#include "base/buf.h"
#include "trace/end.h"

/* The text of a file, in one line with a NUL behind it; NULL: it is empty, or not there. */
const char *ending_read(const char *path, struct buf *to);
/* False: after a message. */
bool summary_write(const char *path, const struct trace_end *end);
#endif
