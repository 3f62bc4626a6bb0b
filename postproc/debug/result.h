/* Where a function leaves what it returns: System V ABI for amd64, 3.2.3. */
#ifndef DEBUG_RESULT_H
#define DEBUG_RESULT_H
#include "debug/locate.h"

/* Of a result of type t (not void), when the function is about to return: f has the registers of
 * that moment.  Pieces are made in arena a. */
struct location result_locate(const struct type *t, const struct frame_state *f, struct arena *a);
#endif
