/* Our model of types: what DWARF says, without DWARF.
 *
 * Types live in their object's arena and are immutable and comparable by pointer within one
 * object.  They are made lazily: follow a pointer's or member's type with type_target(),
 * never by field, so that a type graph is read only as far as somebody looks. */
#ifndef DEBUG_TYPE_H
#define DEBUG_TYPE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum type_kind {
	TYPE_VOID,       /* also the target of void pointers */
	TYPE_INT,        /* signed or unsigned, 1 to 16 bytes */
	TYPE_CHAR,       /* char, signed char, unsigned char; wider ones by size */
	TYPE_BOOL,
	TYPE_FLOAT,      /* 4, 8: IEEE; 16: x87 extended on x86-64 (10 used bytes) or binary128 */
	TYPE_COMPLEX,    /* two floats of size / 2 */
	TYPE_POINTER,
	TYPE_REFERENCE,  /* C++ lvalue and rvalue references */
	TYPE_MEMBER_POINTER, /* C++ pointer to a member of type_owner(): 8 bytes, the offset; to a member
	                    function 16, see value/member.c */
	TYPE_ARRAY,      /* one dimension; arrays of arrays nest */
	TYPE_STRUCT,     /* struct and class */
	TYPE_UNION,
	TYPE_ENUM,
	TYPE_TYPEDEF,    /* name for target */
	TYPE_QUALIFIED,  /* const, volatile, restrict, _Atomic: qualifier in name, of target */
	TYPE_FUNCTION,   /* target is the return type */
	TYPE_UNKNOWN,    /* named, but of a kind that is not understood: shown as raw bytes */
};

struct type_ref;         /* a type not yet looked at; private to debug/ */

struct type_member {
	const char *name;                /* NULL: anonymous (show its own members in place); a base
	                                    class has its type's name */
	struct type_ref *type;           /* look with type_of_member() */
	uint64_t offset;                 /* bytes from the start of the struct */
	unsigned bit_size, bit_offset;   /* bit field: bit_size != 0; bit_offset counts from the
	                                    least significant bit of the byte at `offset` */
	bool is_base;
	const void *place;               /* a virtual base: offset is to be asked for with
	                                    type_member_offset(); private to debug/ */
};

struct type_enumerator { const char *name; int64_t value; };

/* Of a class template; see type_of_argument(). */
struct type_argument {
	struct type_ref *type;           /* the argument, or a value's type */
	bool is_value;
	int64_t value;
};

struct type_alias { const char *name; struct type_ref *type; };

struct type {
	enum type_kind kind;
	const char *name;                /* as C spells it, e.g. "struct point", "const char *",
	                                    "int [3][4]", "int (*)(int, char)"; never NULL */
	const char *tag;                 /* struct, union, enum: the bare tag ("point", not "ns::point"), or NULL for an
	                                    anonymous one; typedef: its name; else NULL */
	uint64_t size;                   /* bytes; 0 when unknown (incomplete, void, function) */
	bool is_signed;                  /* TYPE_INT, TYPE_CHAR, TYPE_ENUM */
	bool incomplete;                 /* declared only */
	bool is_float128;                /* TYPE_FLOAT of 16 bytes that is binary128, not x87 */
	bool is_vector;                  /* TYPE_ARRAY that machine instructions work on as a whole */
	struct type_ref *target;         /* see type_target() */
	struct type_ref *owner;          /* see type_owner() */
	struct type_ref *self;           /* TYPE_STRUCT, TYPE_UNION: private to debug/ */
	uint64_t count;                  /* TYPE_ARRAY: elements of this dimension */
	bool count_known;                /* false: flexible, or a VLA (see type_array_count()) */
	const void *count_expr;          /* VLA: private to debug/; NULL otherwise */
	const struct type_member *member;        size_t n_members;
	const struct type_enumerator *enumerator; size_t n_enumerators;
	/* TYPE_STRUCT: of a template, in order, those of packs in their place. */
	const struct type_argument *argument;     size_t n_arguments;
	const struct type_alias *alias;           size_t n_aliases;   /* typedefs in it */
};

/* The type that a pointer, reference, array, typedef, qualifier or function is of; TYPE_VOID for none. */
const struct type *type_target(const struct type *t);
/* TYPE_MEMBER_POINTER: the class that has the member. */
const struct type *type_owner(const struct type *t);
/* The virtual member function in slot n of a class's vtable: "Shape::area", or NULL. */
const char *type_virtual_name(const struct type *pointer, uint64_t slot);
const struct type *type_of_member(const struct type_member *m);
const struct type *type_of_argument(const struct type_argument *a);
const struct type *type_of_alias(const struct type_alias *a);
/* A class of C++ that functions return in memory which the caller gives, whatever its size. */
bool type_is_by_reference(const struct type *t);
/* Through typedefs and qualifiers (bounded, cycles give TYPE_UNKNOWN). */
const struct type *type_strip(const struct type *t);
#endif
