/* Payloads of long records, one small function a kind. */
#ifndef STREAM_PAYLOAD_H
#define STREAM_PAYLOAD_H
#include "stream/cursor.h"

/* Fills out->u from the payload that is c, by out->tag.  STEP and MEMORY are the reader's own. */
void payload_read(struct cursor *c, struct record *out);
#endif
