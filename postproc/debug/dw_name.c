/* C's spelling of a type, as gdb prints it.
 *
 * A declarator is read from the inside out, so the DIEs from a type down to the one it is made
 * of are first collected as steps:  pointer, array, pointer -> char  is
 *
 *      char       *     (*   )[3]
 *      base       prefix:    suffix:
 *                 inner to   outer to inner
 *                 outer
 *
 * A pointer to an array or function puts parentheses around all that is outside of it. */
#include "base/buf.h"
#include "debug/dw_die.h"
#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = DEPTH_MAX, NODES_MAX = 1000, LENGTH_MAX = 4096 };
enum { CONST = 1, VOLATILE = 2, RESTRICT = 4, ATOMIC = 8 };
static const char *const qualifier[] = { "const", "volatile", "restrict", "_Atomic" };

struct speller { struct object *object; struct buf out; unsigned nodes, depth; };

struct step {
	unsigned tag;                    /* pointer, reference, array or function */
	unsigned qualifiers;             /* of the pointer itself */
	uint64_t die;
	unsigned dim;
};
struct steps { struct step v[STEPS_MAX]; size_t n; uint64_t base; unsigned qualifiers; };

static unsigned qualifier_of(unsigned tag)
{
	switch (tag) {
	case DW_TAG_const_type:    return CONST;
	case DW_TAG_volatile_type: return VOLATILE;
	case DW_TAG_restrict_type: return RESTRICT;
	case DW_TAG_atomic_type:   return ATOMIC;
	default:                   return 0;
	}
}

static bool is_pointer(unsigned tag)
{
	return tag == DW_TAG_pointer_type || tag == DW_TAG_reference_type ||
	       tag == DW_TAG_rvalue_reference_type || tag == DW_TAG_ptr_to_member_type;
}

static bool is_step(unsigned tag)
{
	return is_pointer(tag) || tag == DW_TAG_array_type || tag == DW_TAG_subroutine_type;
}

/* A qualified array is an array of qualified elements; functions have no qualifiers. */
static void add_step(struct steps *s, unsigned tag, uint64_t die, unsigned dim)
{
	struct step *step = &s->v[s->n++];

	*step = (struct step){ .tag = tag, .die = die, .dim = dim };
	if (is_pointer(tag))
		step->qualifiers = s->qualifiers;
	if (tag != DW_TAG_array_type)
		s->qualifiers = 0;
}

/* False: too deep, or a cycle. */
static bool collect(struct speller *sp, uint64_t die, unsigned dim, struct steps *s)
{
	struct object *o = sp->object;

	for (s->base = die; s->base; dim = 0) {
		Dwarf_Die d = sp->nodes++ < NODES_MAX ? dw_die(o->dw, s->base) : NULL;
		if (!d)
			return false;
		unsigned tag = dw_tag(o->dw, d);
		bool more = is_step(tag) && s->n < STEPS_MAX;
		if (more)
			add_step(s, tag, s->base, dim);
		else if (qualifier_of(tag))
			s->qualifiers |= qualifier_of(tag);
		if (more || qualifier_of(tag))
			s->base = die_type(o, d);
		dw_free(d);
		if (!more && !qualifier_of(tag))
			return !is_step(tag);
	}
	return true;
}

static void spell_qualifiers(struct speller *sp, unsigned set, bool space_before)
{
	for (unsigned i = 0; i < 4; i++)
		if (set & 1u << i)
			buf_printf(&sp->out, space_before ? " %s" : "%s ", qualifier[i]);
}

static const char *keyword(unsigned tag)
{
	switch (tag) {
	case DW_TAG_structure_type:   return "struct";
	case DW_TAG_class_type:       return "class";
	case DW_TAG_union_type:       return "union";
	case DW_TAG_enumeration_type: return "enum";
	default:                      return NULL;
	}
}

static bool is_word(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const char *const short_name[][2] = {             /* the longer before what they begin with */
	{ "short unsigned int",     "unsigned short" },
	{ "short int",              "short" },
	{ "long long unsigned int", "unsigned long long" },
	{ "long long int",          "long long" },
	{ "long unsigned int",      "unsigned long" },
	{ "long int",               "long" },
	{ "__int128 unsigned",      "unsigned __int128" },
};

/* The row whose long name is a whole word at s, or -1. */
static int row_at(const char *s)
{
	for (size_t i = 0; i < sizeof short_name / sizeof *short_name; i++) {
		size_t len = strlen(short_name[i][0]);
		if (!strncmp(s, short_name[i][0], len) && !is_word(s[len]))
			return (int)i;
	}
	return -1;
}

const char *name_canonical(struct arena *a, const char *name)
{
	struct buf out = { 0 };
	bool changed = false, in_word = false;

	if (!strstr(name, " int") && !strstr(name, "__int128"))
		return name;
	for (const char *s = name; *s; ) {
		int row = in_word ? -1 : row_at(s);
		if (row >= 0) {
			buf_puts(&out, short_name[row][1]);
			s += strlen(short_name[row][0]);
			changed = true;
		} else {
			buf_add(&out, s, 1);
			in_word = is_word(*s++);
		}
	}
	if (changed)
		name = arena_strndup(a, out.data, out.len);
	buf_free(&out);
	return name;
}

static void spell_base(struct speller *sp, uint64_t base)
{
	struct object *o = sp->object;
	Dwarf_Die d = base ? dw_die(o->dw, base) : NULL;

	if (!d) {
		buf_puts(&sp->out, base ? "<unknown type>" : "void");
		return;
	}
	const char *name = die_full_name(o, d);
	const char *word = keyword(dw_tag(o->dw, d));
	bool is_cxx = die_is_cxx(o, d);
	dw_free(d);
	if (word && !name)
		buf_printf(&sp->out, "%s {...}", word);
	else if (word && !is_cxx)
		buf_printf(&sp->out, "%s %.*s", word, LENGTH_MAX, name);
	else
		buf_printf(&sp->out, "%.*s", LENGTH_MAX,
			   name ? name_canonical(o->arena, name) : "<unknown type>");
}

static bool after_pointer(const struct steps *s, size_t i)
{
	return i > 0 && is_pointer(s->v[i - 1].tag);
}

/* gdb ends the qualifiers of a pointer with a space if another pointer follows. */
static bool space_after(const struct steps *s, size_t i)
{
	while (i > 0 && s->v[i - 1].tag == DW_TAG_array_type)
		i--;
	return after_pointer(s, i);
}

static void spell(struct speller *sp, uint64_t die, unsigned dim);

/* "*", "&", "&&", "Point::*" */
static void spell_sign(struct speller *sp, const struct step *step)
{
	Dwarf_Die d;

	if (step->tag == DW_TAG_ptr_to_member_type && (d = dw_die(sp->object->dw, step->die))) {
		spell(sp, dw_ref(sp->object->dw, d, DW_AT_containing_type), 0);
		buf_puts(&sp->out, "::");
		dw_free(d);
	}
	buf_puts(&sp->out, step->tag == DW_TAG_reference_type ? "&" :
		 step->tag == DW_TAG_rvalue_reference_type ? "&&" : "*");
}

static void spell_prefix(struct speller *sp, const struct steps *s)
{
	for (size_t i = s->n; i-- > 0; ) {
		const struct step *step = &s->v[i];
		if (is_pointer(step->tag)) {
			spell_sign(sp, step);
			spell_qualifiers(sp, step->qualifiers, true);
			if (step->qualifiers && space_after(s, i))
				buf_puts(&sp->out, " ");
		} else if (after_pointer(s, i)) {
			buf_puts(&sp->out, "(");
		}
	}
}

static void spell_dimension(struct speller *sp, Dwarf_Die die)
{
	struct dw *dw = sp->object->dw;
	int64_t n, lower = 0;

	dw_const(dw, die, DW_AT_lower_bound, &lower);
	if (dw_const(dw, die, DW_AT_count, &n)) {
		if (n == -1)
			buf_puts(&sp->out, "[]");
		else
			buf_printf(&sp->out, "[%llu]", (unsigned long long)n);
	} else if (dw_const(dw, die, DW_AT_upper_bound, &n)) {
		n = (int64_t)((uint64_t)n - (uint64_t)lower + 1);
		buf_printf(&sp->out, "[%llu]", (unsigned long long)n);
	} else if (dw_has(dw, die, DW_AT_count) || dw_has(dw, die, DW_AT_upper_bound)) {
		buf_puts(&sp->out, "[variable length]");
	} else {
		buf_puts(&sp->out, "[]");
	}
}

static void spell_dimensions(struct speller *sp, Dwarf_Die array, unsigned from)
{
	struct dw *dw = sp->object->dw;
	unsigned i = 0;

	for (Dwarf_Die d = dw_child(dw, array); d; d = dw_next(dw, d)) {
		if (sp->out.len >= LENGTH_MAX) {
			dw_free(d);
			break;
		}
		if (dw_tag(dw, d) == DW_TAG_subrange_type && i++ >= from)
			spell_dimension(sp, d);
	}
}

static void spell_parameters(struct speller *sp, Dwarf_Die function)
{
	struct object *o = sp->object;
	const char *separator = "";

	buf_puts(&sp->out, "(");
	for (Dwarf_Die d = dw_child(o->dw, function); d; d = dw_next(o->dw, d)) {
		unsigned tag = dw_tag(o->dw, d);
		if (tag != DW_TAG_formal_parameter && tag != DW_TAG_unspecified_parameters)
			continue;
		buf_puts(&sp->out, separator);
		separator = ", ";
		if (tag == DW_TAG_formal_parameter)
			spell(sp, die_type(o, d), 0);
		else
			buf_puts(&sp->out, "...");
	}
	if (!*separator && dw_flag(o->dw, function, DW_AT_prototyped))
		buf_puts(&sp->out, "void");
	buf_puts(&sp->out, ")");
}

static void spell_suffix(struct speller *sp, const struct steps *s)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct step *step = &s->v[i];
		Dwarf_Die d = is_pointer(step->tag) ? NULL : dw_die(sp->object->dw, step->die);
		if (!d)
			continue;
		if (after_pointer(s, i))
			buf_puts(&sp->out, ")");
		if (step->tag == DW_TAG_array_type)
			spell_dimensions(sp, d, step->dim);
		else
			spell_parameters(sp, d);
		dw_free(d);
	}
}

/* Bounded three ways: nested functions as parameters, DIEs looked at, and length. */
static void spell(struct speller *sp, uint64_t die, unsigned dim)
{
	struct steps s = { .n = 0 };

	if (sp->depth == 8 || sp->out.len > LENGTH_MAX || !collect(sp, die, dim, &s)) {
		buf_puts(&sp->out, "...");
		return;
	}
	sp->depth++;
	spell_qualifiers(sp, s.qualifiers, false);
	spell_base(sp, s.base);
	if (s.n)
		buf_puts(&sp->out, " ");
	spell_prefix(sp, &s);
	spell_suffix(sp, &s);
	sp->depth--;
}

const char *type_spell(struct object *o, uint64_t die, unsigned dim)
{
	struct speller sp = { .object = o };

	spell(&sp, die, dim);
	const char *name = arena_strndup(o->arena, sp.out.data, sp.out.len);
	buf_free(&sp.out);
	return name;
}
