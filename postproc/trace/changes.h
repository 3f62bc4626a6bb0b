/* Which variables have another value than at the step before that was looked at. */
#ifndef TRACE_CHANGES_H
#define TRACE_CHANGES_H
#include "value/value.h"

struct changes;

struct changes *changes_new(void);
void changes_begin_step(struct changes *c);
/* owner: what tells apart variables of one declaration, as the calls of a function; 0 for static
 * ones.  False, too, for one that was not there at the step before. */
bool changes_note(struct changes *c, uint64_t owner, const struct variable *v,
		  const struct value *value);
void changes_free(struct changes *c);
#endif
