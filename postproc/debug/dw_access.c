/* Opens libdwarf on sections instead of on a file.
 *
 * libdwarf 20210528 reads the headers of .debug_rnglists and .debug_loclists as soon as it is asked
 * for the first unit, and frees twice what it made of one that is damaged.  They are read elsewhere
 * (dw_section.c) and so are not shown to it; and what it has is what the rest of us has, with no
 * second idea of an ELF file, of compression, or of two sections of one name. */
#include "debug/dw_access.h"
#include "base/mem.h"
#include <stdlib.h>

enum { SHT_PROGBITS_OF_ELF = 1 };

/* A section of number 0 has no contents, as in ELF. */
static const char *const names[] = {
	"", ".debug_info", ".debug_types", ".debug_abbrev", ".debug_str", ".debug_line_str",
	".debug_str_offsets", ".debug_addr",
};

enum { N_NAMES = sizeof names / sizeof names[0] };

struct dw_access {
	char kind;                       /* 0: libdwarf takes a letter there for a file format's */
	struct bytes section[N_NAMES];
#ifdef HAVE_LIBDWARF_NEW
	Dwarf_Obj_Access_Interface_a interface;
#else
	Dwarf_Obj_Access_Interface interface;
#endif
};

/* What is not there has no name. */
static const char *name_of(const struct dw_access *a, unsigned i)
{
	return a->section[i].left ? names[i] : "";
}

static Dwarf_Unsigned count(void *obj)
{
	(void)obj;
	return N_NAMES;
}

static Dwarf_Small eight(void *obj)
{
	(void)obj;
	return 8;
}

#ifdef HAVE_LIBDWARF_NEW
typedef Dwarf_Unsigned section_number;

static int info(void *obj, section_number i, Dwarf_Obj_Access_Section_a *s, int *error)
{
	const struct dw_access *a = obj;

	(void)error;
	if (i >= N_NAMES)
		return DW_DLV_NO_ENTRY;
	*s = (Dwarf_Obj_Access_Section_a){ .as_name = name_of(a, (unsigned)i), .as_type = SHT_PROGBITS_OF_ELF,
					   .as_size = a->section[i].left };
	return DW_DLV_OK;
}

static Dwarf_Small order(void *obj)
{
	(void)obj;
	return DW_END_little;
}

/* More than any of the sections: each is checked against it. */
static Dwarf_Unsigned file_size(void *obj)
{
	(void)obj;
	return UINT64_MAX >> 1;
}
#else
typedef Dwarf_Half section_number;

static int info(void *obj, section_number i, Dwarf_Obj_Access_Section *s, int *error)
{
	const struct dw_access *a = obj;

	(void)error;
	if (i >= N_NAMES)
		return DW_DLV_NO_ENTRY;
	*s = (Dwarf_Obj_Access_Section){ .name = name_of(a, i), .type = SHT_PROGBITS_OF_ELF,
					 .size = a->section[i].left };
	return DW_DLV_OK;
}

static Dwarf_Endianness order(void *obj)
{
	(void)obj;
	return DW_OBJECT_LSB;
}
#endif

/* They need no relocation, so libdwarf only reads them. */
static int load(void *obj, section_number i, Dwarf_Small **data, int *error)
{
	const struct dw_access *a = obj;

	(void)error;
	if (i >= N_NAMES || !a->section[i].left)
		return DW_DLV_NO_ENTRY;
	*data = (Dwarf_Small *)a->section[i].at;
	return DW_DLV_OK;
}

#ifdef HAVE_LIBDWARF_NEW
static const Dwarf_Obj_Access_Methods_a methods = {
	.om_get_section_info = info, .om_get_byte_order = order, .om_get_length_size = eight,
	.om_get_pointer_size = eight, .om_get_filesize = file_size, .om_get_section_count = count,
	.om_load_section = load,
};

static void finish(Dwarf_Debug dbg)
{
	dwarf_object_finish(dbg);
}
#else
static const Dwarf_Obj_Access_Methods methods = {
	.get_section_info = info, .get_byte_order = order, .get_length_size = eight,
	.get_pointer_size = eight, .get_section_count = count, .load_section = load,
};

static void finish(Dwarf_Debug dbg)
{
	Dwarf_Error e = NULL;

	dwarf_object_finish(dbg, &e);
}
#endif

static void set_up(struct dw_access *a, const struct elf_file *elf)
{
	for (int i = 1; i < N_NAMES; i++)
		elf_file_section(elf, names[i], &a->section[i].at, &a->section[i].left);
#ifdef HAVE_LIBDWARF_NEW
	a->interface.ai_object = a;
	a->interface.ai_methods = &methods;
#else
	a->interface.object = a;
	a->interface.methods = &methods;
#endif
}

struct dw_access *dw_access_open(const struct elf_file *elf, Dwarf_Debug *dbg)
{
	struct dw_access *a = mem_alloc(sizeof *a);
	Dwarf_Error e = NULL;

	set_up(a, elf);
	if (dwarf_object_init_b(&a->interface, NULL, NULL, DW_GROUPNUMBER_ANY, dbg, &e) == DW_DLV_OK)
		return a;
	if (e)
		dwarf_dealloc_error(*dbg, e);
	free(a);
	return NULL;
}

void dw_access_close(struct dw_access *a, Dwarf_Debug dbg)
{
	finish(dbg);
	free(a);
}
