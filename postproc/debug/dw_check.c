/* What libdwarf does not survive is found before it sees the file.
 *
 * libdwarf 20210528 frees the contexts of .debug_rnglists and .debug_loclists twice when a header
 * in them is wrong, and reads both sections as soon as it is asked for the first unit.  So each
 * header there (DWARF 5, 7.28 and 7.29) has to be in order, one behind the other to the end. */
#include "debug/dw_check.h"
#include "debug/dw_bytes.h"

enum { LISTS_VERSION = 5, ADDRESS_SIZE = 8 };

/* A length, in either format, and as many bytes. */
static bool take_table(struct bytes *b, struct bytes *table, size_t *offset_size)
{
	uint64_t len = bytes_fixed(b, 4);

	*offset_size = 4;
	if (len == UINT32_MAX) {         /* the 64-bit format */
		len = bytes_fixed(b, 8);
		*offset_size = 8;
	}
	*table = *b;
	table->left = (size_t)len;
	return bytes_skip(b, len) != NULL;
}

static bool is_list_table(struct bytes *b)
{
	struct bytes table;
	size_t offset_size;

	if (!take_table(b, &table, &offset_size) || bytes_fixed(&table, 2) != LISTS_VERSION ||
	    bytes_fixed(&table, 1) != ADDRESS_SIZE || bytes_fixed(&table, 1) != 0)
		return false;
	uint64_t offsets = bytes_fixed(&table, 4);
	return !table.bad && offsets <= table.left / offset_size;
}

static bool are_lists(const struct elf_file *e, const char *section)
{
	struct bytes b = { .bad = false };

	if (!elf_file_section(e, section, &b.at, &b.left))
		return true;
	while (b.left)
		if (!is_list_table(&b))
			return false;
	return true;
}

const char *dw_check(const struct elf_file *e)
{
	if (!are_lists(e, ".debug_rnglists"))
		return "damaged debug information: a header in .debug_rnglists";
	if (!are_lists(e, ".debug_loclists"))
		return "damaged debug information: a header in .debug_loclists";
	return NULL;
}
