/* The pieces of JSON around values: as tuples, which front ends read, and as the records that their
 * back ends make tuples of; docs/formats/opt.md and vgtrace.md. */
#ifndef SINKS_OPT_SHAPE_H
#define SINKS_OPT_SHAPE_H

/* open ADDRESS [type TYPE] value ... close; of a field, NAME is where the address is. */
struct opt_encoding { const char *open, *type, *value, *close; };

struct opt_shape {
	struct opt_encoding data, pointer, structure, field, array;
	struct opt_encoding block;                   /* the array that a heap block is */
	struct opt_encoding carried;                 /* all blocks, behind a pointer's value; or NULL */
};

extern const struct opt_shape opt_shape_tuples, opt_shape_records;
#endif
