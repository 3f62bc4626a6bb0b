/* The pieces of which values are written: each appends to the text at hand (e->to), what begins a
 * value behind a comma where one is needed.  For opt_value.c alone, of which it is the lower part. */
#ifndef SINKS_OPT_PUT_H
#define SINKS_OPT_PUT_H
#include "sinks/opt_value.h"

void opt_puts(struct opt_encoder *e, const char *text);
void opt_put_label(struct opt_encoder *e, struct opt_label label);
void opt_put_quoted(struct opt_encoder *e, const char *text);
void opt_put_address(struct opt_encoder *e, uint64_t addr);
/* The comma to what was written before it in the same array or object. */
void opt_separate(struct opt_encoder *e);

/* Up to the value; as->close ends it. */
void opt_open(struct opt_encoder *e, const struct opt_encoding *as, uint64_t addr);
void opt_open_typed(struct opt_encoder *e, const struct opt_encoding *as, uint64_t addr,
		    struct opt_label type);
void opt_open_data(struct opt_encoder *e, uint64_t addr, struct opt_label type);
void opt_close_data(struct opt_encoder *e);
struct opt_label opt_literal_label(const char *json);
/* type is JSON already, text is to be quoted. */
void opt_put_data(struct opt_encoder *e, uint64_t addr, const char *type, const char *text);

/* Cells, in opt_scalar.c. */
void opt_put_scalar(struct opt_encoder *e, const struct value *v);
void opt_put_absent(struct opt_encoder *e, const struct value *v);
/* What is uninitialised, or not allocated. */
void opt_put_unknown(struct opt_encoder *e, const struct value *v);
/* Of arrows. */
struct opt_label opt_pointer_label(const struct opt_encoder *e, const struct value *v);
/* A pointer that is not drawn as an arrow: its address, and what is known of it. */
void opt_put_pointer_text(struct opt_encoder *e, const struct value *v);
void opt_put_literal(struct opt_encoder *e, const struct opt_literal *l);
#endif
