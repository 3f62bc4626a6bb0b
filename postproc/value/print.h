/* What printers are made of: members found by name, numbers read, elements put one by one.
 *
 * A printer gets a zeroed *out, of which type, name and addr are set, and returns false as long
 * as it has changed nothing and does not know the layout.  Whatever the memory says is checked
 * before it is believed: the variable may not be constructed yet, or not any more.  If anything that
 * the printer itself asks for has undefined bits, the container is uninitialised, whatever it makes
 * of it. */
#ifndef VALUE_PRINT_H
#define VALUE_PRINT_H
#include "value/decode.h"

enum { WORD = 8 };                       /* bytes of a pointer and of size_t */

struct printer {
	struct job *j;
	struct value *out;
	const struct type *type;         /* the container's, stripped */
	uint64_t addr;
	const char *name;                /* "std::vector" */
	struct layout *layout;           /* of the type that it was begun with; or NULL */
};

/* A member: its type and where it is.  The type may be incomplete: clang declares some members'
 * classes only. */
struct part { const struct type *type; uint64_t addr; };

typedef bool print_fn(struct printer *p);
print_fn print_string, print_string_view, print_path;                            /* _string.c */
print_fn print_vector, print_array, print_deque, print_span, print_initializer_list,
	 print_bitset, print_adaptor;                                             /* _sequence.c */
print_fn print_list, print_forward_list;                                         /* _list.c */
print_fn print_tree;                                                             /* _tree.c */
print_fn print_hash;                                                             /* _hash.c */
print_fn print_unique_ptr, print_shared_ptr, print_weak_ptr, print_atomic_shared_ptr,
	 print_reference;                                                        /* _pointer.c */
print_fn print_iterator, print_list_iterator, print_forward_list_iterator, print_tree_iterator,
	 print_hash_iterator, print_bucket_iterator, print_bit_iterator, print_bit_reference,
	 print_move_iterator, print_reverse_iterator, print_safe_iterator,
	 print_path_iterator;                                                    /* _iterator.c */
print_fn print_pair, print_tuple, print_optional, print_expected, print_variant, print_atomic,
	 print_complex, print_ordering, print_node_handle, print_source_location,
	 print_thread_id;                                                        /* _wrapper.c */
print_fn print_any, print_function, print_coroutine, print_error_code;           /* _erased.c */
print_fn print_duration, print_time_point, print_calendar_number, print_date;    /* _time.c */

/* The same of libc++, where the layout is another. */
print_fn libcxx_string, libcxx_vector, libcxx_deque, libcxx_list, libcxx_tree, libcxx_hash;
print_fn libcxx_tuple, libcxx_variant, libcxx_any, libcxx_function, libcxx_complex; /* _libcxx.c */
print_fn libcxx_wrapped_iterator, libcxx_deque_iterator, libcxx_list_iterator,
	 libcxx_forward_list_iterator, libcxx_tree_iterator, libcxx_hash_iterator,
	 libcxx_bit_iterator, libcxx_bit_reference;                       /* _libcxx_iterator.c */

/* The part called by a dotted path of member names ("_M_impl._M_start"), each looked for in base
 * classes and anonymous members too; false: there is none. */
bool part_find(const struct part *of, const char *path, struct part *to);
/* The container's own; path is a constant, which it is remembered by.  So in what follows. */
bool printer_part(const struct printer *p, const char *path, struct part *to);
/* The base class whose name begins so ("_Tuple_impl<"). */
bool part_base(const struct part *of, const char *prefix, struct part *to);
/* Whether its name, without namespaces of the library, begins so. */
bool type_is_called(const struct type *t, const char *prefix);
/* An integer, pointer or boolean of at most 8 bytes; false: it is none, or unreadable. */
bool part_number(struct printer *p, const struct part *of, uint64_t *to);
bool printer_number(struct printer *p, const char *path, uint64_t *to);
/* What a pointer member points at, and where; false: there is no such member. */
bool pointer_part(struct printer *p, const char *path, const struct type **target, uint64_t *to);
/* Of `size` bytes, at most WORD; and of WORD. */
bool read_number(struct printer *p, uint64_t addr, size_t size, uint64_t *to);
bool read_word(struct printer *p, uint64_t addr, uint64_t *to);
/* The same where there need not be a word: undefined bits say nothing of the container. */
bool peek_word(struct printer *p, uint64_t addr, uint64_t *to);
/* Element i of a std::tuple. */
bool tuple_part(const struct part *tuple, size_t i, struct part *to);
/* Template argument i; NULL: none, or a value. */
const struct type *argument_type(const struct type *t, size_t i);
/* The same of a container or iterator, whose debug information may name its elements otherwise. */
const struct type *element_type(const struct type *t, size_t i);
/* An element of libc++'s maps is kept in a class of its own: what is in it. */
const struct type *libcxx_element(const struct type *t);
/* What a value aligned as t is comes at, from offset on. */
uint64_t aligned_to(const struct type *t, uint64_t offset);

/* Whether memory may be there: readable at both ends, and not beyond the heap block it is in. */
bool has_room(struct printer *p, uint64_t addr, uint64_t bytes);
/* The value is absent: always true, for printers to return. */
bool not_constructed(struct printer *p);
/* Sets the summary: always true.  fmt is a constant, and the summary if it asks for nothing. */
bool summarise(struct printer *p, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* Decodes a part of the container as *out itself or as one of its children. */
void print_element(struct printer *p, struct value *out, const struct type *t, uint64_t addr);
/* *out becomes what the part is, and keeps its own type: always true. */
bool become(struct printer *p, const struct part *part);
/* Makes *out a struct with n children from the budget; NULL: too deep. */
struct value *print_fields(struct printer *p, size_t n);
/* Makes *out a pointer to something of this type. */
void show_pointer(struct printer *p, uint64_t to, const struct type *pointee);
/* A bit of the word at an address; absent if it is not there: always true. */
bool show_bit(struct printer *p, uint64_t word, uint64_t bit, const char *summary);
/* A struct with this one child. */
void print_content(struct printer *p, const char *name, const struct type *t, uint64_t addr);
/* print_nodes.c: containers whose elements lie in nodes of their own, behind the links.  That the
 * links hold is found out before any element is shown; the way is remembered, not gone twice. */
struct nodes {
	const struct type *element;
	uint64_t value, bytes;           /* where a node has its element; what it is long at least */
	uint64_t *node; size_t found;    /* the first of them, at most as many as are shown */
	uint64_t most;
};
/* Nodes with so many bytes of links, `count` of them or fewer; false: there is no element. */
bool nodes_begin(struct printer *p, struct nodes *n, const struct type *element, uint64_t links,
		 uint64_t count);
void nodes_note(struct nodes *n, uint64_t node);
/* Shows a container of `count` elements by the nodes that were noted. */
void nodes_show(struct printer *p, const struct nodes *n, uint64_t count);
/* Nodes that the container counts, from the first one to `end`. */
struct node_chain {
	uint64_t count, first, end;
	/* To the node after *node; false: it is none of this container. */
	bool (*next)(struct printer *p, const struct nodes *n, const void *container,
		     uint64_t *node);
	const void *container;
};
/* Always true. */
bool nodes_show_chain(struct printer *p, struct nodes *n, const struct node_chain *c);

/* "<f>" or "<f+0x4>" of a code address, or of a vtable; NULL: neither. */
const char *code_at(struct printer *p, uint64_t addr);
/* The class that the function at addr is a member of, if it is an instance of this template; else
 * NULL. */
const struct type *class_called(struct printer *p, uint64_t addr, const char *template);
/* Of any and function, always true: it holds an object of type t, nothing, a function (0: none). */
bool show_held(struct printer *p, const struct type *t, uint64_t addr);
bool show_nothing(struct printer *p);
bool show_code(struct printer *p, uint64_t code);
#endif
