/* The table of printers, and the way from a type's name to its row; see printers.h. */
#include "value/printers.h"
#include "value/layout.h"
#include <string.h>

/* Without namespaces: the compiler and the library's ABI decide how many there are around a name
 * (std::, std::__cxx11::, std::_V2::).  The layout tells a user's class of the same name. */
struct printer_row { const char *name; bool is_template; print_fn *print; };

static const struct printer_row rows[] = {
	{ "basic_string",                      true,  print_string },
	{ "basic_string_view",                 true,  print_string_view },
	{ "path",                              false, print_path },
	{ "vector",                            true,  print_vector },
	{ "array",                             true,  print_array },
	{ "deque",                             true,  print_deque },
	{ "span",                              true,  print_span },
	{ "initializer_list",                  true,  print_initializer_list },
	{ "bitset",                            true,  print_bitset },
	{ "stack",                             true,  print_adaptor },
	{ "queue",                             true,  print_adaptor },
	{ "priority_queue",                    true,  print_adaptor },
	{ "list",                              true,  print_list },
	{ "forward_list",                      true,  print_forward_list },
	{ "map",                               true,  print_tree },
	{ "multimap",                          true,  print_tree },
	{ "set",                               true,  print_tree },
	{ "multiset",                          true,  print_tree },
	{ "unordered_map",                     true,  print_hash },
	{ "unordered_multimap",                true,  print_hash },
	{ "unordered_set",                     true,  print_hash },
	{ "unordered_multiset",                true,  print_hash },
	{ "unique_ptr",                        true,  print_unique_ptr },
	{ "shared_ptr",                        true,  print_shared_ptr },
	{ "weak_ptr",                          true,  print_weak_ptr },
	{ "reference_wrapper",                 true,  print_reference },
	{ "atomic_ref",                        true,  print_reference },
	{ "__normal_iterator",                 true,  print_iterator },
	{ "_Deque_iterator",                   true,  print_iterator },
	{ "_List_iterator",                    true,  print_list_iterator },
	{ "_List_const_iterator",              true,  print_list_iterator },
	{ "_Fwd_list_iterator",                true,  print_forward_list_iterator },
	{ "_Fwd_list_const_iterator",          true,  print_forward_list_iterator },
	{ "_Rb_tree_iterator",                 true,  print_tree_iterator },
	{ "_Rb_tree_const_iterator",           true,  print_tree_iterator },
	{ "_Node_iterator",                    true,  print_hash_iterator },
	{ "_Node_const_iterator",              true,  print_hash_iterator },
	{ "_Local_iterator",                   true,  print_bucket_iterator },
	{ "_Local_const_iterator",             true,  print_bucket_iterator },
	{ "_Bit_iterator",                     false, print_bit_iterator },
	{ "_Bit_const_iterator",               false, print_bit_iterator },
	{ "_Bit_reference",                    false, print_bit_reference },
	{ "move_iterator",                     true,  print_move_iterator },
	{ "reverse_iterator",                  true,  print_reverse_iterator },
	{ "_Safe_iterator",                    true,  print_safe_iterator },
	{ "_Safe_local_iterator",              true,  print_safe_iterator },
	{ "iterator",                          false, print_path_iterator },
	{ "pair",                              true,  print_pair },
	{ "tuple",                             true,  print_tuple },
	{ "optional",                          true,  print_optional },
	{ "variant",                           true,  print_variant },
	{ "expected",                          true,  print_expected },
	{ "any",                               false, print_any },
	{ "function",                          true,  print_function },
	{ "coroutine_handle",                  true,  print_coroutine },
	{ "atomic",                            true,  print_atomic },
	{ "atomic_flag",                       false, print_atomic },
	{ "complex",                           true,  print_complex },
	{ "duration",                          true,  print_duration },
	{ "time_point",                        true,  print_time_point },
	{ "year",                              false, print_calendar_number },
	{ "month",                             false, print_calendar_number },
	{ "day",                               false, print_calendar_number },
	{ "weekday",                           false, print_calendar_number },
	{ "year_month_day",                    false, print_date },
	{ "error_code",                        false, print_error_code },
	{ "error_condition",                   false, print_error_code },
	{ "strong_ordering",                   false, print_ordering },
	{ "weak_ordering",                     false, print_ordering },
	{ "partial_ordering",                  false, print_ordering },
	{ "_Node_handle",                      true,  print_node_handle },
	{ "source_location",                   false, print_source_location },
	{ "id",                                false, print_thread_id },
	{ "__thread_id",                       false, print_thread_id },

	/* libc++'s, where its layout is another */
	{ "basic_string",                      true,  libcxx_string },
	{ "vector",                            true,  libcxx_vector },
	{ "deque",                             true,  libcxx_deque },
	{ "list",                              true,  libcxx_list },
	{ "map",                               true,  libcxx_tree },
	{ "multimap",                          true,  libcxx_tree },
	{ "set",                               true,  libcxx_tree },
	{ "multiset",                          true,  libcxx_tree },
	{ "unordered_map",                     true,  libcxx_hash },
	{ "unordered_multimap",                true,  libcxx_hash },
	{ "unordered_set",                     true,  libcxx_hash },
	{ "unordered_multiset",                true,  libcxx_hash },
	{ "tuple",                             true,  libcxx_tuple },
	{ "variant",                           true,  libcxx_variant },
	{ "any",                               false, libcxx_any },
	{ "function",                          true,  libcxx_function },
	{ "complex",                           true,  libcxx_complex },
	{ "__wrap_iter",                       true,  libcxx_wrapped_iterator },
	{ "__map_iterator",                    true,  libcxx_wrapped_iterator },
	{ "__map_const_iterator",              true,  libcxx_wrapped_iterator },
	{ "__hash_map_iterator",               true,  libcxx_wrapped_iterator },
	{ "__hash_map_const_iterator",         true,  libcxx_wrapped_iterator },
	{ "__deque_iterator",                  true,  libcxx_deque_iterator },
	{ "__list_iterator",                   true,  libcxx_list_iterator },
	{ "__list_const_iterator",             true,  libcxx_list_iterator },
	{ "__forward_list_iterator",           true,  libcxx_forward_list_iterator },
	{ "__forward_list_const_iterator",     true,  libcxx_forward_list_iterator },
	{ "__tree_iterator",                   true,  libcxx_tree_iterator },
	{ "__tree_const_iterator",             true,  libcxx_tree_iterator },
	{ "__hash_iterator",                   true,  libcxx_hash_iterator },
	{ "__hash_const_iterator",             true,  libcxx_hash_iterator },
	{ "__hash_local_iterator",             true,  libcxx_hash_iterator },
	{ "__hash_const_local_iterator",       true,  libcxx_hash_iterator },
	{ "__bit_iterator",                    true,  libcxx_bit_iterator },
	{ "__bit_reference",                   true,  libcxx_bit_reference },
	{ "__bit_const_reference",             true,  libcxx_bit_reference },
};

/* The name behind the last :: that is outside of template arguments. */
static const char *bare_name(const char *tag, size_t *len)
{
	const char *end = tag + strcspn(tag, "<"), *from = end;

	while (from > tag && from[-1] != ':')
		from--;
	*len = (size_t)(end - from);
	return from;
}

/* The row after `row` (NULL: the first) for types of this name; NULL: none. */
static const struct printer_row *next_row(const struct type *t, const struct printer_row *row)
{
	size_t len;

	if (t->kind != TYPE_STRUCT || !t->tag)
		return NULL;
	const char *name = bare_name(t->tag, &len);
	for (row = row ? row + 1 : rows; row < rows + sizeof rows / sizeof rows[0]; row++)
		if (row->name[0] == name[0] && strlen(row->name) == len &&
		    memcmp(row->name, name, len) == 0 && row->is_template == (name[len] == '<'))
			return row;
	return NULL;
}

const struct printer_row *printer_row_of(const struct type *t)
{
	return next_row(t, NULL);
}

bool value_is_container(const struct decoder *d, const struct type *t)
{
	const struct layout *l = layout_of(d->layouts, type_strip(t));

	return l ? l->row : next_row(type_strip(t), NULL);
}

static bool run_rows(struct job *j, struct value *out, const struct type *t, uint64_t addr)
{
	struct layout *l = layout_of(j->d->layouts, t);
	struct printer p = { .j = j, .out = out, .type = t, .addr = addr, .layout = l };
	const struct printer_row *row = l ? l->row : next_row(t, NULL);

	for (; row; row = next_row(t, row)) {
		p.name = row->name;
		if (row->print(&p))
			return true;
	}
	return false;
}

/* Half built: a container of which the printer could not see all that it has to. */
static void set_uninitialized(struct value *out)
{
	*out = (struct value){ .kind = VALUE_UNINITIALIZED, .type = out->type, .name = out->name,
			       .addr = out->addr };
}

bool printer_run(struct job *j, struct value *out, const struct type *t, uint64_t addr)
{
	bool around = j->met_undefined, shown;

	j->met_undefined = false;
	shown = run_rows(j, out, t, addr);
	if (j->met_undefined) {
		set_uninitialized(out);
		shown = true;
	}
	j->met_undefined = around;
	return shown;
}
