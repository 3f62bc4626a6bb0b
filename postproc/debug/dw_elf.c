/* ELF through libelf; bytes of segments with pread, because a mapped file that shrinks kills. */
#include "debug/dw_elf.h"
#include "debug/dw_plt.h"
#include "base/mem.h"
#include "debug/dw_symbols.h"
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__x86_64__)
enum { MACHINE = EM_X86_64 };
#elif defined(__aarch64__)
enum { MACHINE = EM_AARCH64 };
#endif

struct elf_file {
	const char *path;
	int fd;
	Elf *elf;
	struct arena *arena;
	GElf_Phdr *load;                 /* PT_LOAD only */
	size_t n_load;
	uint64_t tls_size;
	const char *build_id;
	struct elf_symbols symbols;
	bool symbols_read;
	struct elf_symbols exports;
	bool exports_read;
};

static const char *check(Elf *elf)
{
	GElf_Ehdr header;

	if (!elf || elf_kind(elf) != ELF_K_ELF || !gelf_getehdr(elf, &header))
		return "not an ELF file";
	if (header.e_machine != MACHINE || header.e_ident[EI_CLASS] != ELFCLASS64)
		return "an ELF file of another machine";
	return NULL;
}

static void read_segments(struct elf_file *e)
{
	size_t n = 0;
	GElf_Phdr p;

	if (elf_getphdrnum(e->elf, &n))
		return;
	for (size_t i = 0; i < n && gelf_getphdr(e->elf, (int)i, &p); i++) {
		if (p.p_type == PT_TLS)
			e->tls_size = p.p_memsz;
		if (p.p_type != PT_LOAD || p.p_vaddr + p.p_memsz < p.p_vaddr)
			continue;
		if (p.p_filesz > p.p_memsz)
			p.p_filesz = p.p_memsz;
		e->load = mem_grow(e->load, e->n_load + 1, sizeof *e->load);
		e->load[e->n_load++] = p;
	}
}

static bool is_zdebug(const char *name)
{
	return !strncmp(name, ".zdebug_", 8);
}

/* ".zdebug_info" is an older way to say that .debug_info is compressed. */
static bool is_called(const char *its, const char *name)
{
	return !strcmp(its, name) || (is_zdebug(its) && name[0] == '.' && !strcmp(its + 2, name + 1));
}

static Elf_Scn *section_named(const struct elf_file *e, const char *name, GElf_Shdr *header)
{
	size_t names = 0;

	if (elf_getshdrstrndx(e->elf, &names))
		return NULL;
	for (Elf_Scn *s = elf_nextscn(e->elf, NULL); s; s = elf_nextscn(e->elf, s)) {
		const char *its = gelf_getshdr(s, header) ?
				  elf_strptr(e->elf, names, header->sh_name) : NULL;
		if (its && is_called(its, name) && header->sh_type != SHT_NOBITS)
			return s;
	}
	return NULL;
}

static const char *hex(struct arena *a, const uint8_t *byte, size_t n)
{
	static const char digit[] = "0123456789abcdef";
	char *text = arena_alloc(a, 2 * n + 1);

	for (size_t i = 0; i < n; i++) {
		text[2 * i] = digit[byte[i] >> 4];
		text[2 * i + 1] = digit[byte[i] & 15];
	}
	return text;
}

static const char *read_build_id(const struct elf_file *e)
{
	GElf_Shdr header;
	GElf_Nhdr note;
	size_t name, desc;
	Elf_Scn *s = section_named(e, ".note.gnu.build-id", &header);
	Elf_Data *data = s ? elf_getdata(s, NULL) : NULL;

	if (!data || !data->d_buf || !gelf_getnote(data, 0, &note, &name, &desc))
		return "";
	if (note.n_type != NT_GNU_BUILD_ID || desc > data->d_size ||
	    note.n_descsz > data->d_size - desc)
		return "";
	return hex(e->arena, (const uint8_t *)data->d_buf + desc, note.n_descsz);
}

/* Paths come from the stream: a pipe or a terminal in the file's place must not be waited for. */
static int open_regular(const char *path, const char **why)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat st;

	if (fd < 0) {
		*why = strerror(errno);
	} else if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		*why = "not a regular file";
		close(fd);
		fd = -1;
	}
	return fd;
}

struct elf_file *elf_file_open(const char *path, struct arena *arena, const char **why)
{
	int fd = open_regular(path, why);

	if (fd < 0)
		return NULL;
	elf_version(EV_CURRENT);
	Elf *elf = elf_begin(fd, ELF_C_READ_MMAP_PRIVATE, NULL);         /* only what is used is read */
	*why = check(elf);
	if (*why) {
		elf_end(elf);
		close(fd);
		return NULL;
	}
	struct elf_file *e = mem_alloc(sizeof *e);
	e->path = arena_strdup(arena, path);
	e->fd = fd;
	e->elf = elf;
	e->arena = arena;
	read_segments(e);
	e->build_id = read_build_id(e);
	return e;
}

void elf_file_close(struct elf_file *e)
{
	if (!e)
		return;
	elf_symbols_free(&e->symbols);
	elf_symbols_free(&e->exports);
	elf_end(e->elf);
	close(e->fd);
	free(e->load);
	free(e);
}

const char *elf_file_path(const struct elf_file *e)
{
	return e->path;
}

int elf_file_fd(const struct elf_file *e)
{
	return e->fd;
}

const char *elf_file_build_id(const struct elf_file *e)
{
	return e->build_id;
}

bool elf_file_has_section(const struct elf_file *e, const char *name)
{
	GElf_Shdr header;

	return section_named(e, name, &header) != NULL;
}

/* Once it was decompressed, the name stays. */
static bool begins_zlib(Elf_Scn *s)
{
	Elf_Data *data = elf_getdata(s, NULL);

	return data && data->d_size > 4 && !memcmp(data->d_buf, "ZLIB", 4);
}

static bool decompress(const struct elf_file *e, Elf_Scn *s, const GElf_Shdr *header)
{
	size_t names = 0;
	const char *name = elf_getshdrstrndx(e->elf, &names) ? NULL :
			   elf_strptr(e->elf, names, header->sh_name);

	if (name && is_zdebug(name))
		return !begins_zlib(s) || elf_compress_gnu(s, 0, 0) >= 0;
	return !(header->sh_flags & SHF_COMPRESSED) || elf_compress(s, 0, 0) >= 0;
}

bool elf_file_section(const struct elf_file *e, const char *name, const uint8_t **p, size_t *len)
{
	GElf_Shdr header;
	Elf_Scn *s = section_named(e, name, &header);

	if (s && !decompress(e, s, &header))
		return false;
	Elf_Data *data = s ? elf_getdata(s, NULL) : NULL;
	if (!data || !data->d_buf)
		return false;
	*p = data->d_buf;
	*len = data->d_size;
	return true;
}

const char *elf_file_debug_link(const struct elf_file *e, uint32_t *crc)
{
	GElf_Shdr header;
	Elf_Scn *s = section_named(e, ".gnu_debuglink", &header);
	Elf_Data *data = s ? elf_getdata(s, NULL) : NULL;

	if (!data || !data->d_buf || data->d_size < sizeof *crc ||
	    !memchr(data->d_buf, 0, data->d_size - sizeof *crc))
		return NULL;
	memcpy(crc, (const char *)data->d_buf + data->d_size - sizeof *crc, sizeof *crc);
	return data->d_buf;
}

const char *elf_file_alt_link(const struct elf_file *e, const char **build_id)
{
	GElf_Shdr header;
	Elf_Scn *s = section_named(e, ".gnu_debugaltlink", &header);
	Elf_Data *data = s ? elf_getdata(s, NULL) : NULL;
	const char *end = data && data->d_buf ? memchr(data->d_buf, 0, data->d_size) : NULL;

	if (!end)
		return NULL;
	size_t name_len = (size_t)(end - (const char *)data->d_buf) + 1;
	*build_id = hex(e->arena, (const uint8_t *)end + 1, data->d_size - name_len);
	return data->d_buf;
}

static const GElf_Phdr *segment_at(const struct elf_file *e, uint64_t addr)
{
	for (size_t i = 0; i < e->n_load; i++)
		if (addr >= e->load[i].p_vaddr && addr - e->load[i].p_vaddr < e->load[i].p_memsz)
			return &e->load[i];
	return NULL;
}

bool elf_file_is_loaded(const struct elf_file *e, uint64_t addr)
{
	return addr && segment_at(e, addr);
}

bool elf_file_is_code(const struct elf_file *e, uint64_t addr)
{
	const GElf_Phdr *p = addr ? segment_at(e, addr) : NULL;

	return p && (p->p_flags & PF_X);
}

bool elf_file_is_stub(const struct elf_file *e, uint64_t addr)
{
	size_t names = 0;
	GElf_Shdr header;

	if (elf_getshdrstrndx(e->elf, &names))
		return false;
	for (Elf_Scn *s = elf_nextscn(e->elf, NULL); s; s = elf_nextscn(e->elf, s)) {
		if (!gelf_getshdr(s, &header) || addr - header.sh_addr >= header.sh_size)
			continue;
		const char *name = elf_strptr(e->elf, names, header.sh_name);
		if (name && !strncmp(name, ".plt", 4))
			return true;
	}
	return false;
}

/* Bytes of one segment: from the file, then zeros. */
static size_t read_segment(const struct elf_file *e, const GElf_Phdr *p, uint64_t at,
			   uint8_t *to, size_t len)
{
	uint64_t in_file = at < p->p_filesz ? p->p_filesz - at : 0;

	if (len > p->p_memsz - at)
		len = (size_t)(p->p_memsz - at);
	size_t wanted = len < in_file ? len : (size_t)in_file, got = 0;
	while (got < wanted) {
		ssize_t n = pread(e->fd, to + got, wanted - got, (off_t)(p->p_offset + at + got));
		if (n <= 0)
			return got;
		got += (size_t)n;
	}
	memset(to + got, 0, len - got);
	return len;
}

size_t elf_file_read(const struct elf_file *e, uint64_t addr, void *to, size_t len)
{
	size_t got = 0;

	while (got < len) {
		const GElf_Phdr *p = segment_at(e, addr + got);
		size_t n = p ? read_segment(e, p, addr + got - p->p_vaddr, (uint8_t *)to + got,
					    len - got) : 0;
		if (!n)
			break;
		got += n;
	}
	return got;
}

const char *elf_file_stub_symbol(const struct elf_file *e, uint64_t addr)
{
	uint8_t code[16];
	uint64_t slot = plt_slot(code, elf_file_read(e, addr, code, sizeof code), addr);

	return slot ? plt_slot_symbol(e->elf, slot) : NULL;
}

static const struct elf_symbols *symbols(struct elf_file *e)
{
	if (!e->symbols_read)
		elf_symbols_read(&e->symbols, e->elf);
	e->symbols_read = true;
	return &e->symbols;
}

uint64_t elf_file_symbol_named(struct elf_file *e, const char *name)
{
	const struct elf_symbol *s = elf_symbols_named(symbols(e), name);

	return s ? s->addr : 0;
}

const char *elf_file_symbol(struct elf_file *e, uint64_t addr, uint64_t *offset)
{
	const struct elf_symbol *s = elf_symbols_find(symbols(e), addr);
	if (!s || (!s->size && !elf_file_is_code(e, addr)))
		return NULL;
	*offset = addr - s->addr;
	return s->name;
}

static const struct elf_symbols *exports(struct elf_file *e)
{
	if (!e->exports_read)
		elf_exports_read(&e->exports, e->elf);
	e->exports_read = true;
	return &e->exports;
}

const char *elf_file_export_at(struct elf_file *e, uint64_t addr)
{
	const struct elf_symbol *s = elf_symbols_find(exports(e), addr);

	return s && s->addr == addr ? s->name : NULL;
}

bool elf_file_export(struct elf_file *e, const char *name, uint64_t *addr)
{
	const struct elf_symbol *s = elf_symbols_named(exports(e), name);

	if (s)
		*addr = s->addr;
	return s != NULL;
}

uint64_t elf_file_tls_size(const struct elf_file *e)
{
	return e->tls_size;
}
