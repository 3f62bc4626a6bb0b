/* How the fuzzer changes an input: one part of it at a time, so that the rest still leads there.
 *
 * Random changes of a file of which a tenth is debug information mostly hit what nobody reads, or
 * break the ELF file so that nothing behind it is read.  So a section is chosen first, mostly one
 * of DWARF, and changed in place, by libFuzzer's own mutations or by those below, which know what
 * is in there: forms, operations, offsets.  The length of a section never changes; that of a
 * stream's block may. */
#include <elf.h>
#include <stdlib.h>

#include "../sppgrind/sp_stream_format.h"
#include "debug/dw_wrap.h"
#include "input.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);

enum { SECTIONS_MAX = 64, BLOCKS_MAX = 64 };

struct part { uint8_t *at; size_t len; };

static uint64_t random_state;

static uint64_t random_number(uint64_t below)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return below ? random_state % below : 0;
}

/* ---- parts of the ELF file ---- */

static bool is_worth_it(const char *name)
{
	return !strncmp(name, ".debug_", 7) || !strcmp(name, ".eh_frame") || !strcmp(name, ".symtab") ||
	       !strcmp(name, ".strtab") || !strcmp(name, ".data");
}

static bool section(const struct input *in, size_t i, Elf64_Shdr *s)
{
	Elf64_Ehdr e;

	if (in->elf_len < sizeof e)
		return false;
	memcpy(&e, in->elf, sizeof e);
	if (i >= e.e_shnum || e.e_shoff > in->elf_len || in->elf_len - e.e_shoff < (i + 1) * sizeof *s)
		return false;
	memcpy(s, in->elf + e.e_shoff + i * sizeof *s, sizeof *s);
	return s->sh_type == SHT_NOBITS ||
	       (s->sh_offset <= in->elf_len && s->sh_size <= in->elf_len - s->sh_offset);
}

static const char *section_name(const struct input *in, const Elf64_Shdr *s)
{
	Elf64_Ehdr e;
	Elf64_Shdr names;

	memcpy(&e, in->elf, sizeof e);
	if (!section(in, e.e_shstrndx, &names) || s->sh_name >= names.sh_size)
		return "";
	const char *name = (const char *)in->elf + names.sh_offset + s->sh_name;
	return memchr(name, 0, names.sh_size - s->sh_name) ? name : "";
}

/* Sections that are worth changing; those that everything else hangs on count more than once. */
static size_t find_sections(const struct input *in, struct part *part)
{
	Elf64_Shdr s;
	size_t n = 0;

	for (size_t i = 0; i < SECTIONS_MAX && section(in, i, &s); i++) {
		const char *name = section_name(in, &s);
		size_t times = !strcmp(name, ".debug_info") ? 6 : !strcmp(name, ".debug_abbrev") ? 3 : 1;
		if (s.sh_type == SHT_NOBITS || !s.sh_size || !is_worth_it(name))
			continue;
		while (times-- && n < SECTIONS_MAX)
			part[n++] = (struct part){ in->elf + s.sh_offset, s.sh_size };
	}
	return n;
}

/* ---- changes in place ---- */

static void put(struct part p, size_t at, uint64_t value, size_t len)
{
	for (size_t i = 0; i < len && at + i < p.len; i++)
		p.at[at + i] = (uint8_t)(value >> 8 * i);
}

static void change_freely(struct part p)
{
	LLVMFuzzerMutate(p.at, p.len, p.len);
}

/* A number that an offset, a length or a count may not be, or just may. */
static void change_number(struct part p)
{
	const uint64_t number[] = { 0, 1, p.len - 1, p.len, p.len + 1, 0x7f, 0x80, 0xff, 0x7fffffff,
				    0x80000000, 0xfffffff0, 0xffffffff, INT64_MAX, UINT64_MAX };
	size_t len = (size_t)1 << random_number(4);

	put(p, random_number(p.len), number[random_number(sizeof number / sizeof number[0])], len);
}

/* A reference to another place of the same section, or of a section of that length. */
static void change_offset(struct part p)
{
	put(p, random_number(p.len), random_number(p.len), random_number(2) ? 4 : 2);
}

static void copy_bytes(struct part p)
{
	size_t from = random_number(p.len), to = random_number(p.len), len = 1 + random_number(32);

	if (len > p.len - from)
		len = p.len - from;
	if (len > p.len - to)
		len = p.len - to;
	memmove(p.at + to, p.at + from, len);
}

static void change_operation(struct part p)
{
	static const uint8_t op[] = {
		DW_OP_addr, DW_OP_deref, DW_OP_const8u, DW_OP_constu, DW_OP_dup, DW_OP_pick, DW_OP_div,
		DW_OP_mod, DW_OP_shl, DW_OP_bra, DW_OP_skip, DW_OP_breg6, DW_OP_regx, DW_OP_fbreg,
		DW_OP_bregx, DW_OP_piece, DW_OP_deref_size, DW_OP_xderef_size, DW_OP_push_object_address,
		DW_OP_call2, DW_OP_call4, DW_OP_call_ref, DW_OP_form_tls_address, DW_OP_call_frame_cfa,
		DW_OP_bit_piece, DW_OP_implicit_value, DW_OP_stack_value, DW_OP_implicit_pointer,
		DW_OP_addrx, DW_OP_constx, DW_OP_entry_value, DW_OP_const_type, DW_OP_regval_type,
		DW_OP_deref_type, DW_OP_convert, DW_OP_reinterpret, DW_OP_GNU_entry_value,
		DW_OP_GNU_parameter_ref, DW_OP_GNU_variable_value };

	put(p, random_number(p.len), op[random_number(sizeof op)], 1);
}

/* In .debug_abbrev a form; elsewhere it is as good as any byte. */
static void change_form(struct part p)
{
	static const uint8_t form[] = {
		DW_FORM_addr, DW_FORM_block2, DW_FORM_block4, DW_FORM_data2, DW_FORM_data4, DW_FORM_data8,
		DW_FORM_string, DW_FORM_block, DW_FORM_block1, DW_FORM_data1, DW_FORM_flag, DW_FORM_sdata,
		DW_FORM_strp, DW_FORM_udata, DW_FORM_ref_addr, DW_FORM_ref1, DW_FORM_ref4, DW_FORM_ref8,
		DW_FORM_ref_udata, DW_FORM_indirect, DW_FORM_sec_offset, DW_FORM_exprloc,
		DW_FORM_flag_present, DW_FORM_strx, DW_FORM_addrx, DW_FORM_strp_sup, DW_FORM_data16,
		DW_FORM_line_strp, DW_FORM_ref_sig8, DW_FORM_implicit_const, DW_FORM_loclistx,
		DW_FORM_rnglistx, DW_FORM_strx1, DW_FORM_strx4, DW_FORM_addrx1, DW_FORM_addrx4 };

	put(p, random_number(p.len), form[random_number(sizeof form)], 1);
}

static void change_tag_or_attribute(struct part p)
{
	put(p, random_number(p.len), 1 + random_number(0x78), 1);
}

static void (*const change[])(struct part p) = {
	change_freely, change_freely, change_freely, change_number, change_offset, copy_bytes,
	change_operation, change_form, change_tag_or_attribute,
};

static void mutate_elf(struct input *in)
{
	struct part part[SECTIONS_MAX];
	size_t n = find_sections(in, part);

	if (!n || !random_number(32)) {
		part[0] = (struct part){ in->elf, in->elf_len };
		n = in->elf_len > 0;
	}
	for (size_t times = 1 + random_number(3); n && times; times--)
		change[random_number(sizeof change / sizeof change[0])](part[random_number(n)]);
}

/* ---- the stream ---- */

static size_t find_blocks(const struct input *in, struct part *block)
{
	size_t at = SP_FILE_HEADER_SIZE, n = 0;

	while (n < BLOCKS_MAX && at + SP_BLOCK_HEADER_SIZE <= in->stream_len) {
		uint32_t len = input_load32(in->stream + at + 4);
		if (len > in->stream_len - at - SP_BLOCK_HEADER_SIZE)
			break;
		block[n++] = (struct part){ in->stream + at, len };
		at += SP_BLOCK_HEADER_SIZE + len;
	}
	return n;
}

/* Changes one block's payload, which may grow by `room`; returns the stream's new length. */
static size_t mutate_payload(struct input *in, struct part block, size_t room)
{
	uint8_t *payload = block.at + SP_BLOCK_HEADER_SIZE, *rest = payload + block.len;
	size_t rest_len = (size_t)(in->stream + in->stream_len - rest);
	uint8_t *copy = malloc(block.len + room + 1);
	uint32_t len;

	if (!copy)
		abort();
	memcpy(copy, payload, block.len);
	len = (uint32_t)LLVMFuzzerMutate(copy, block.len, block.len + room);
	memmove(payload + len, rest, rest_len);
	memcpy(payload, copy, len);
	memcpy(block.at + 4, &len, sizeof len);
	free(copy);
	return in->stream_len - block.len + len;
}

static size_t mutate_stream(struct input *in, size_t room)
{
	struct part block[BLOCKS_MAX];
	size_t n = find_blocks(in, block);

	if (!n || !random_number(16))
		return LLVMFuzzerMutate(in->stream, in->stream_len, in->stream_len + room);
	return mutate_payload(in, block[random_number(n)], room > 64 ? 64 : room);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
	struct input in;

	random_state = seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
	random_number(1);
	if (!input_split(data, size, &in) || size > max_size)
		return LLVMFuzzerMutate(data, size, max_size);
	switch (random_number(16)) {
	case 0:
		data[0] = (uint8_t)random_number(256);
		return size;
	case 1: case 2: case 3:
		return INPUT_HEADER + in.elf_len + mutate_stream(&in, max_size - size);
	default:
		mutate_elf(&in);
		return size;
	}
}
