/* Classes that are only declared in the debug information although their objects are there: clang
 * leaves out what a library says it has instantiated itself ("extern template"), and so std::string
 * and std::wstring of libstdc++ before C++20.  The library's ABI fixes how they are laid out. */
#include "debug/dw_type.h"
#include <string.h>

enum { WORD = 8, LOCAL_BYTES = 16 };

static const struct type size_type = { .kind = TYPE_INT, .name = "unsigned long", .size = WORD };
static const struct type narrow = { .kind = TYPE_CHAR, .name = "char", .size = 1, .is_signed = true };
static const struct type wide = { .kind = TYPE_CHAR, .name = "wchar_t", .size = 4, .is_signed = true };

static const struct {
	const char *name;
	const struct type *character;
} known[] = {
	{ "std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> >", &narrow },
	{ "std::__cxx11::basic_string<wchar_t, std::char_traits<wchar_t>, std::allocator<wchar_t> >",
	  &wide },
};

static struct type_ref *ref_to(struct object *o, const struct type *t)
{
	struct type_ref *r = arena_alloc(o->arena, sizeof *r);

	r->object = o;
	r->type = t;
	return r;
}

static struct type *new_type(struct object *o, enum type_kind kind, const char *name, uint64_t size)
{
	struct type *t = arena_alloc(o->arena, sizeof *t);

	*t = (struct type){ .kind = kind, .name = name, .size = size };
	return t;
}

struct part { const char *name; const struct type *type; uint64_t offset; };

static void set_members(struct object *o, struct type *t, const struct part *part, size_t n)
{
	struct type_member *member = arena_array(o->arena, n, sizeof *member);

	for (size_t i = 0; i < n; i++)
		member[i] = (struct type_member){ .name = part[i].name, .offset = part[i].offset,
						  .type = ref_to(o, part[i].type) };
	t->member = member;
	t->n_members = n;
}

/* The pointer, the length, and characters of its own or the capacity. */
static void make_string(struct object *o, struct type *t, const struct type *c)
{
	struct type *pointer = new_type(o, TYPE_POINTER, arena_printf(o->arena, "%s *", c->name), WORD);
	struct type *data = new_type(o, TYPE_STRUCT, "_Alloc_hider", WORD);
	struct type *buffer = new_type(o, TYPE_ARRAY, arena_printf(o->arena, "%s [%d]", c->name,
				       (int)(LOCAL_BYTES / c->size)), LOCAL_BYTES);
	struct type *local = new_type(o, TYPE_UNION, "union {...}", LOCAL_BYTES);
	struct type_argument *argument = arena_array(o->arena, 1, sizeof *argument);

	pointer->target = buffer->target = ref_to(o, c);
	buffer->count = LOCAL_BYTES / c->size;
	buffer->count_known = true;
	set_members(o, data, &(struct part){ "_M_p", pointer, 0 }, 1);
	set_members(o, local, (const struct part[]){ { "_M_local_buf", buffer, 0 },
						     { "_M_allocated_capacity", &size_type, 0 } }, 2);
	set_members(o, t, (const struct part[]){ { "_M_dataplus", data, 0 },
						 { "_M_string_length", &size_type, WORD },
						 { NULL, local, 2 * WORD } }, 3);
	*argument = (struct type_argument){ .type = ref_to(o, c) };
	t->argument = argument;
	t->n_arguments = 1;
	t->size = 2 * WORD + LOCAL_BYTES;
	t->incomplete = false;
}

void type_make_known(struct type_maker *m)
{
	const char *name = die_full_name(m->object, m->die);

	for (size_t i = 0; name && i < sizeof known / sizeof known[0]; i++)
		if (!strcmp(name, known[i].name))
			make_string(m->object, m->type, known[i].character);
}
