/* Symbols: read once, sorted, found by bisection. */
#include "debug/dw_symbols.h"
#include "base/mem.h"
#include <gelf.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static Elf_Scn *table_of_type(Elf *elf, GElf_Word type, GElf_Shdr *header)
{
	for (Elf_Scn *s = elf_nextscn(elf, NULL); s; s = elf_nextscn(elf, s))
		if (gelf_getshdr(s, header) && header->sh_type == type)
			return s;
	return NULL;
}

/* Of several names for one address the sized, global, functions' ones come last and win. */
static int rank_of(const GElf_Sym *sym)
{
	int type = GELF_ST_TYPE(sym->st_info), bind = GELF_ST_BIND(sym->st_info);

	return 4 * (type != STT_NOTYPE) + 2 * (sym->st_size != 0) + (bind == STB_GLOBAL);
}

/* Code and data: their addresses are apart. */
static bool is_kept(const GElf_Sym *sym)
{
	int type = GELF_ST_TYPE(sym->st_info);

	return (type == STT_FUNC || type == STT_GNU_IFUNC || type == STT_NOTYPE || type == STT_OBJECT) &&
	       sym->st_shndx != SHN_UNDEF && sym->st_shndx != SHN_ABS && sym->st_value;
}

static int compare(const void *a, const void *b)
{
	const struct elf_symbol *x = a, *y = b;

	if (x->addr != y->addr)
		return x->addr < y->addr ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->name < y->name ? 1 : -1;      /* the table's first */
}

static bool is_export(const GElf_Sym *sym)
{
	return is_kept(sym) && GELF_ST_TYPE(sym->st_info) == STT_OBJECT &&
	       GELF_ST_BIND(sym->st_info) != STB_LOCAL;
}

static void add_all(struct elf_symbols *s, Elf *elf, Elf_Data *data, const GElf_Shdr *header,
		    bool (*wanted)(const GElf_Sym *sym))
{
	size_t count = header->sh_entsize ? header->sh_size / header->sh_entsize : 0;
	GElf_Sym sym;

	for (size_t i = 0; i < count && gelf_getsym(data, (int)i, &sym); i++) {
		const char *name = wanted(&sym) ? elf_strptr(elf, header->sh_link, sym.st_name) : NULL;
		if (!name || !name[0])
			continue;
		if (!(s->n & (s->n - 1)))        /* full at each power of two */
			s->v = mem_grow(s->v, s->n ? 2 * s->n : 1, sizeof *s->v);
		s->v[s->n++] = (struct elf_symbol){ sym.st_value, sym.st_size, name, rank_of(&sym) };
	}
}

void elf_symbols_read(struct elf_symbols *s, Elf *elf)
{
	GElf_Shdr header;
	Elf_Scn *table = table_of_type(elf, SHT_SYMTAB, &header);

	if (!table)
		table = table_of_type(elf, SHT_DYNSYM, &header);
	Elf_Data *data = table ? elf_getdata(table, NULL) : NULL;
	if (data)
		add_all(s, elf, data, &header, is_kept);
	if (s->n)
		qsort(s->v, s->n, sizeof *s->v, compare);
}

void elf_exports_read(struct elf_symbols *s, Elf *elf)
{
	GElf_Shdr header;
	Elf_Scn *table = table_of_type(elf, SHT_DYNSYM, &header);
	Elf_Data *data = table ? elf_getdata(table, NULL) : NULL;

	if (data)
		add_all(s, elf, data, &header, is_export);
	if (s->n)
		qsort(s->v, s->n, sizeof *s->v, compare);
}

const struct elf_symbol *elf_symbols_named(const struct elf_symbols *s, const char *name)
{
	for (size_t i = 0; i < s->n; i++)
		if (!strcmp(s->v[i].name, name))
			return &s->v[i];
	return NULL;
}

const struct elf_symbol *elf_symbols_find(const struct elf_symbols *s, uint64_t addr)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (s->v[mid].addr <= addr)
			low = mid + 1;
		else
			high = mid;
	}
	if (!low)
		return NULL;
	const struct elf_symbol *best = &s->v[low - 1];
	return !best->size || addr - best->addr < best->size ? best : NULL;
}

void elf_symbols_free(struct elf_symbols *s)
{
	free(s->v);
	*s = (struct elf_symbols){ 0 };
}
