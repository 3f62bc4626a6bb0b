/* Names of types as they stand in a trace: short, as the dialect has them, quoted. */
#ifndef SINKS_OPT_LABEL_H
#define SINKS_OPT_LABEL_H
#include "base/buf.h"
#include "base/map.h"
#include "sinks/opt_dialect.h"
#include "value/value.h"

/* A name as JSON. */
struct opt_label { size_t len; const char *text; };

/* Made once for a type. */
struct opt_labels { const struct opt_dialect *dialect; struct map label, spelled; };

/* What stands over a value: the tag of a struct, the name of a typedef. */
struct opt_label opt_label(struct opt_labels *l, const struct type *t);
/* The whole type, as of a pointer. */
struct opt_label opt_spelled(struct opt_labels *l, const struct type *t);
void opt_labels_clear(struct opt_labels *l);
/* Appends s with what is special in HTML as entities. */
void opt_put_html(struct buf *to, const char *s);
#endif
