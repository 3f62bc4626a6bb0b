/* Walking types. */
#include "debug/dw_object.h"

static const struct type *of(struct type_ref *r)
{
	static const struct type nothing = { .kind = TYPE_VOID, .name = "void" };

	return r ? type_resolve(r) : &nothing;
}

const struct type *type_target(const struct type *t)
{
	return of(t->target);
}

const struct type *type_owner(const struct type *t)
{
	return of(t->owner);
}

const struct type *type_of_member(const struct type_member *m)
{
	return of(m->type);
}

const struct type *type_of_argument(const struct type_argument *a)
{
	return of(a->type);
}

const struct type *type_of_alias(const struct type_alias *a)
{
	return of(a->type);
}

const struct type *type_strip(const struct type *t)
{
	for (int i = 0; i < DEPTH_MAX; i++) {
		if (t->kind != TYPE_TYPEDEF && t->kind != TYPE_QUALIFIED)
			return t;
		t = type_target(t);
	}
	return &type_unknown;
}
