/* DWARF location expressions, evaluated for a frame. */
#ifndef DEBUG_DW_EVAL_H
#define DEBUG_DW_EVAL_H
#include "debug/dw_die.h"

struct location eval(const struct dw_entry *e, const struct frame_state *f, bool in_frame_base);
/* An address that e makes of another one, which it finds on the stack: a base class's place. */
struct location eval_from(const struct dw_entry *e, const struct frame_state *f, uint64_t start);
/* What w gives there; in_frame_base: it may not ask for the frame base itself. */
struct location where_locate(const struct where *w, const struct frame_state *f,
			     bool in_frame_base);
/* size (at most 8) bytes of memory, or a register; false: not known. */
bool eval_read(const struct frame_state *f, uint64_t addr, uint64_t size, uint64_t *out);
bool eval_register(const struct frame_state *f, uint64_t reg, uint64_t *out);
#endif
