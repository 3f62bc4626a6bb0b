/* Values: bytes and a type become a tree that any sink can print.
 *
 * A tree lives in the arena it was decoded into (one step's).  Nothing in it is ever missing:
 * what cannot be shown is VALUE_ABSENT and says why. */
#ifndef VALUE_VALUE_H
#define VALUE_VALUE_H
#include "base/arena.h"
#include "debug/locate.h"

enum value_kind {
	VALUE_INT,       /* integer, enum without a matching name: i, is_signed; value_int_text() */
	VALUE_CHAR,      /* i; text is the character as UTF-8, escaped as in C where unprintable */
	VALUE_BOOL,      /* i; a byte other than 0 and 1 is kept as it is */
	VALUE_FLOAT,     /* f; text is the shortest decimal that reads back the same; whole numbers
	                    up to the type's digits in full (1000000); nan, inf, -inf */
	VALUE_COMPLEX,   /* child[0], child[1] */
	VALUE_ENUM,      /* i; text is the enumerator; "(A | B)", "(A | unknown: 0x10)" as gdb has
	                    it for enums whose enumerators are single bits; pointers to members of
	                    C++ classes: text is "&Point::y", "&virtual Shape::area", "NULL" */
	VALUE_POINTER,   /* i is the address; text: see below; references too (what one refers to is
	                    value_referred()), smart pointers and iterators (of what they lead to) */
	VALUE_STRUCT,    /* children with names; unions too (kind of type tells); those of anonymous
	                    members are in place, among the others */
	VALUE_ARRAY,     /* children; cut says how many were left out */
	VALUE_STRING,    /* a string object: string, whole or cut; i is its length in characters */
	VALUE_RAW,       /* bytes of a type that is not understood: text is hex of at most
	                    limits.string bytes, "??" for those with undefined bits, cut says how many
	                    more there are */
	VALUE_UNINITIALIZED, /* bits of it are undefined, so that nobody can say its value; text is what is
	                    known all the same, NULL: nothing: its bytes as they are in memory, in hex,
	                    "2a??????" for the digits; of a bit field its bits, high ones first, "01?" */
	VALUE_UNALLOCATED, /* it lies in memory that is freed, or of a call that has returned */
	VALUE_ABSENT,    /* text says why; a "synthetic pointer" leads to value_referred(), which is in no
	                    memory */
};

/* What users of a value made of it, and how to free that. */
struct value_note { void *data; void (*free)(void *data); };

/* Of a tree that may stay the same for many steps.  While it does, so do the notes. */
struct value_kept {
	struct value_note of_trace, of_sink;
	uint64_t hash;                   /* value_hash(); 0: not asked for yet */
};

struct value {
	enum value_kind kind;
	const struct type *type;         /* as declared, typedefs kept */
	const char *name;                /* member name; NULL: none */
	uint64_t addr;                   /* run-time address; 0: in no memory */
	unsigned bit_size, bit_offset;   /* bit fields: place from addr's lowest bit on; else 0 */
	__int128 i;                      /* sign- or zero-extended; pointers: the address */
	bool is_signed;
	long double f;
	const char *text;                /* kinds above; pointers: "<symbol+off>" of code or a vtable, or
	                                    NULL */
	/* A container shown as what it holds: what it is ("std::vector of length 3, capacity 4");
	 * NULL: the value shows its type's own layout. */
	const char *summary;
	const struct type *pointee;      /* of a smart pointer or iterator, whose type is a class */
	bool owns;                       /* smart pointers: the object at i is held by it */
	/* What char pointers and char arrays hold up to NUL, as UTF-8 text.  Backslash, control
	 * characters and bytes that are not UTF-8 are escaped as in C (\\ \n \ooo), quotes are not.
	 * NULL: none or unreadable. */
	const char *string;
	bool string_cut;                 /* it goes on beyond limits.string, or what is readable or defined */
	const struct value *child; size_t n_children;
	uint64_t cut;                    /* children left out; VALUE_CUT_UNKNOWN: flexible array */
	const struct value *referred;    /* of a reference */
	struct value_kept *kept;         /* of a tree's root; NULL: it lives for one step only */
};

#define VALUE_CUT_UNKNOWN UINT64_MAX

/* What a value may grow to.  Structs, unions and arrays nested deeper than depth (the outermost is
 * at 1) have no children, and cut counts them.  Besides, one value has at most VALUE_NODES nodes
 * and VALUE_TEXT bytes of strings (or one string up to its limit), and cut and string_cut say where
 * the rest is missing: types from a damaged file can multiply without end. */
struct value_limits { uint64_t elements; unsigned depth; uint64_t string; };
enum { VALUE_NODES = 1 << 16, VALUE_TEXT = 1 << 20 };

struct decoder {
	struct arena *arena;             /* where trees go */
	struct memory memory;
	struct value_limits limits;
	/* Name of the code at a run-time address ("f", "f+4"), for function pointers; or NULL. */
	const char *(*code_name)(void *ctx, uint64_t addr, struct arena *a);
	/* The class that the function at a run-time address is a member of; or NULL. */
	const struct type *(*code_class)(void *ctx, uint64_t addr);
	void *code_ctx;
	/* How many bytes of one object may lie from addr on: what is left of a live heap block, 0 in
	 * freed memory, UINT64_MAX elsewhere.  May be NULL: then nothing is known to be freed. */
	uint64_t (*room)(void *ctx, uint64_t addr);
	void *room_ctx;
	bool asked_frame;                /* set when a value depends on more of its frame than memory */
	bool raw;                        /* containers show their layout, not what they hold */
	struct layouts *layouts;         /* what is known of classes from values before; or NULL */
};

/* Of types that live as long. */
struct layouts *layouts_new(void);
void layouts_free(struct layouts *l);

/* The value of type t at run-time address addr.  f gives VLAs their bounds; may be NULL. */
const struct value *value_at(struct decoder *d, const struct type *t, uint64_t addr,
			     const struct frame_state *f);
/* The value of a variable, wherever it is. */
const struct value *value_of(struct decoder *d, const struct variable *v,
			     const struct frame_state *f);
/* The value of type t at a place. */
const struct value *value_in(struct decoder *d, const struct type *t, const struct location *at,
			     const struct frame_state *f);
/* count elements of type t at addr, as VALUE_ARRAY (heap blocks); its type is t, the element's. */
const struct value *value_elements(struct decoder *d, const struct type *t, uint64_t addr,
				   uint64_t count);
/* VALUE_ABSENT; why is copied. */
const struct value *value_absent(struct decoder *d, const struct type *t, const char *why);
/* What a pointer value points at, with its type; NULL when it is no data pointer. */
const struct type *value_pointee(const struct value *v);
/* Of all that is shown, addresses and names of members apart; not 0. */
uint64_t value_hash(const struct value *v);
/* Whether types of this name are shown as what they hold, if their layout is known. */
bool value_is_container(const struct decoder *d, const struct type *t);
/* What a reference refers to, shown with it in gdb; NULL: no reference, or one in what another
 * refers to, for those may lead in circles. */
const struct value *value_referred(const struct value *v);
/* v->i in decimal, up to 128 bits, which printf cannot do. */
const char *value_int_text(const struct value *v, struct arena *a);
#endif
