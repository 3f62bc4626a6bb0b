/* Strings: std::basic_string of both ABIs, string_view, filesystem::path. */
#include "value/print.h"
#include <string.h>

enum { STRING_MAX = 1 << 30 };           /* more is no length but garbage */

static bool show_text(struct printer *p, const struct type *character, uint64_t addr, uint64_t len)
{
	uint64_t width = type_strip(character)->size;

	if ((width != 1 && width != 2 && width != 4) || len > STRING_MAX)
		return not_constructed(p);
	if (!has_room(p, addr, len * width) ||
	    !text_read_counted(p->j, p->out, addr, len, (unsigned)width))
		return not_constructed(p);
	p->out->kind = VALUE_STRING;
	p->out->i = (__int128)len;
	return true;
}

/* A string with characters of its own ends them with a NUL that its length does not count. */
static bool is_terminated(struct printer *p, uint64_t addr, uint64_t len, uint64_t width)
{
	uint32_t end = 0;

	return has_room(p, addr, (len + 1) * width) &&
	       job_copy(p->j, addr + len * width, &end, (size_t)width) == width &&
	       end == 0;
}

/* Where the characters are.  clang may only declare the class of _M_dataplus, whose one member is
 * the pointer. */
static bool string_data(struct printer *p, uint64_t *to)
{
	struct part data;

	if (printer_number(p, "_M_dataplus._M_p", to))
		return true;
	return printer_part(p, "_M_dataplus", &data) && read_word(p, data.addr, to);
}

/* All empty ones share one in the library, whose memory is not recorded. */
static bool is_shared_empty(struct printer *p, uint64_t data)
{
	const char *symbol = code_at(p, data);

	return symbol && strstr(symbol, "_Rep::_S_empty_rep_storage");
}

/* The old ABI's strings are shared: length, capacity and count come before the characters. */
static bool print_shared_string(struct printer *p, const struct type *character)
{
	uint64_t data, len, capacity;

	if (!string_data(p, &data))
		return false;
	if (is_shared_empty(p, data)) {
		summarise(p, "std::string of length 0");
		return show_text(p, character, data, 0);
	}
	if (data < 3 * WORD || !read_word(p, data - 3 * WORD, &len) ||
	    !read_word(p, data - 2 * WORD, &capacity) || len > capacity)
		return not_constructed(p);
	summarise(p, "std::string of length %llu", (unsigned long long)len);
	return show_text(p, character, data, len);
}

bool print_string(struct printer *p)
{
	const struct type *character = element_type(p->type, 0);
	uint64_t data, len, capacity;
	struct part local;

	if (!character)
		return false;
	if (!printer_part(p, "_M_local_buf", &local))
		return print_shared_string(p, character);
	if (!string_data(p, &data) || !printer_number(p, "_M_string_length", &len))
		return false;
	uint64_t width = type_strip(character)->size;
	if (len > STRING_MAX || width < 1 || width > 4)
		return not_constructed(p);
	if (data == local.addr)
		capacity = 15 / width;
	else if (!printer_number(p, "_M_allocated_capacity", &capacity))
		return false;
	if (len > capacity || !is_terminated(p, data, len, width))
		return not_constructed(p);
	summarise(p, "std::string of length %llu", (unsigned long long)len);
	return show_text(p, character, data, len);
}

/* libc++'s: the lowest bit tells whether there is a block,
 *
 *      0: length * 2 in a byte, characters from the next one's place on
 *      1: capacity + 1, length, pointer */
bool libcxx_string(struct printer *p)
{
	const struct type *character = element_type(p->type, 0);
	uint64_t data, len, capacity, width, first;
	struct part rep;

	if (!character ||
	    (!printer_part(p, "__r_.__value_", &rep) && !printer_part(p, "__rep_", &rep)) ||
	    type_strip(rep.type)->size != 3 * WORD)
		return false;
	width = type_strip(character)->size;
	if (width < 1 || width > 4 || !read_number(p, rep.addr, 1, &first))
		return not_constructed(p);
	len = first >> 1;
	data = rep.addr + width;
	capacity = 3 * WORD / width - 2;
	if (first & 1) {
		if (!read_word(p, rep.addr, &capacity) || !read_word(p, rep.addr + WORD, &len) ||
		    !read_word(p, rep.addr + 2 * WORD, &data))
			return not_constructed(p);
		capacity = (capacity & ~(uint64_t)1) - 1;
	}
	if (len > STRING_MAX || len > capacity || !is_terminated(p, data, len, width))
		return not_constructed(p);
	summarise(p, "std::string of length %llu", (unsigned long long)len);
	return show_text(p, character, data, len);
}

bool print_string_view(struct printer *p)
{
	const struct type *character = element_type(p->type, 0);
	uint64_t data, len;

	if (!character)
		return false;
	if ((!printer_number(p, "_M_str", &data) || !printer_number(p, "_M_len", &len)) &&
	    (!printer_number(p, "__data", &data) || !printer_number(p, "__size", &len)) &&
	    (!printer_number(p, "__data_", &data) || !printer_number(p, "__size_", &len)))
		return false;
	if (len <= STRING_MAX)
		summarise(p, "std::string_view of length %llu", (unsigned long long)len);
	return show_text(p, character, data, len);
}

bool print_path(struct printer *p)
{
	struct printer inner = *p;
	struct part name;

	if (!printer_part(p, "_M_pathname", &name) && !printer_part(p, "__pn_", &name))
		return false;
	inner.type = type_strip(name.type);
	inner.addr = name.addr;
	if (!print_string(&inner) && !libcxx_string(&inner))
		return false;
	if (p->out->kind == VALUE_STRING)
		summarise(p, "std::filesystem::path");
	return true;
}
