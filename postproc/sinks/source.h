/* The text of a source file, as far as it is there. */
#ifndef SINKS_SOURCE_H
#define SINKS_SOURCE_H
#include <stdio.h>
#include "base/buf.h"

/* dir: where a file of that name is looked for first; NULL: nowhere.  buf_free() the text; nothing,
 * and a message, where it cannot be read. */
struct buf source_read(const char *path, const char *dir);
#endif
