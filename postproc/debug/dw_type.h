/* How types are made: private to dw_type.c and the files for the larger kinds. */
#ifndef DEBUG_DW_TYPE_H
#define DEBUG_DW_TYPE_H
#include "debug/dw_die.h"

struct type_maker {
	struct object *object;
	Dwarf_Die die;
	unsigned tag;
	struct type_ref *ref;
	struct type *type;               /* name and size are set, the rest is zero */
};

void type_make_array(struct type_maker *m);              /* dw_array.c */
void type_make_struct(struct type_maker *m);             /* dw_struct.c */
void type_make_enum(struct type_maker *m);
void type_make_arguments(struct type_maker *m);          /* dw_template.c */
/* Completes what is only declared, if its layout is known. */
void type_make_known(struct type_maker *m);              /* dw_known.c */
#endif
