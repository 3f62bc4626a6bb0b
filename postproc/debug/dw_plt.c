/* Stubs of the procedure linkage table; see dw_plt.h. */
#include "debug/dw_plt.h"

#include <gelf.h>
#include <string.h>

/* An optional endbr64, then jmp *disp32(%rip), which may have the prefix bnd (System V ABI for amd64,
 * 5.2 and 13). */
uint64_t plt_slot(const uint8_t *code, size_t len, uint64_t addr)
{
	static const uint8_t endbr64[] = { 0xf3, 0x0f, 0x1e, 0xfa };
	uint32_t distance;
	size_t at = 0;

	if (len >= sizeof endbr64 && !memcmp(code, endbr64, sizeof endbr64))
		at += sizeof endbr64;
	if (at < len && code[at] == 0xf2)
		at++;
	if (len - at < 6 || code[at] != 0xff || code[at + 1] != 0x25)
		return 0;
	memcpy(&distance, code + at + 2, sizeof distance);
	return addr + at + 6 + (uint64_t)(int64_t)(int32_t)distance;
}

static const char *symbol_name(Elf *elf, size_t symbols, size_t index)
{
	Elf_Scn *s = elf_getscn(elf, symbols);
	Elf_Data *data = s ? elf_getdata(s, NULL) : NULL;
	GElf_Shdr header;
	GElf_Sym sym;

	if (!data || !gelf_getshdr(s, &header) || !gelf_getsym(data, (int)index, &sym))
		return NULL;
	const char *name = elf_strptr(elf, header.sh_link, sym.st_name);
	return name && name[0] ? name : NULL;
}

static const char *find_in(Elf *elf, Elf_Scn *s, const GElf_Shdr *header, uint64_t slot)
{
	Elf_Data *data = elf_getdata(s, NULL);
	GElf_Rela rela;

	for (int i = 0; data && gelf_getrela(data, i, &rela); i++)
		if (rela.r_offset == slot && GELF_R_SYM(rela.r_info))
			return symbol_name(elf, header->sh_link, GELF_R_SYM(rela.r_info));
	return NULL;
}

const char *plt_slot_symbol(Elf *elf, uint64_t slot)
{
	const char *found = NULL;
	GElf_Shdr header;

	for (Elf_Scn *s = elf_nextscn(elf, NULL); s && !found; s = elf_nextscn(elf, s))
		if (gelf_getshdr(s, &header) && header.sh_type == SHT_RELA)
			found = find_in(elf, s, &header, slot);
	return found;
}
