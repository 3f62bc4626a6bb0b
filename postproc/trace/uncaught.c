/* Uncaught exceptions; see uncaught.h.
 *
 * libstdc++ and libc++abi say the type and what(), unless the program has set a handler of its own
 * or closed its standard error.  Then the exception object tells: it is a heap block that begins
 * with the header of the Itanium C++ ABI (2.2.1), 128 bytes in both libraries, and was made last.
 * The header has the type, too, and the number by which the language's exceptions are known. */
#include "trace/uncaught.h"

#include <inttypes.h>
#include <string.h>

#include "debug/demangle.h"

enum { TYPE_AT = 16, CLASS_AT = 96, OBJECT_AT = 128, WHAT_MAX = 1000 };

#define GNU_CLASS   UINT64_C(0x474e5543432b2b00)     /* "GNUCC++" */
#define CLANG_CLASS UINT64_C(0x434c4e47432b2b00)     /* "CLNGC++" */

struct exception { const char *type, *what; };

/* The text between two others, or up to the end; NULL: the first is not there. */
static const char *between(const char *text, const char *before, const char *after, struct arena *a)
{
	const char *from = strstr(text, before), *to;

	if (!from)
		return NULL;
	from += strlen(before);
	to = after ? strstr(from, after) : NULL;
	return arena_strndup(a, from, to ? (size_t)(to - from) : strlen(from));
}

static bool said_by_library(struct exception *e, const char *said, struct arena *a)
{
	e->type = between(said, "terminate called after throwing an instance of '", "'", a);
	e->what = between(said, "\n  what():  ", NULL, a);
	if (e->type)
		return true;
	e->type = between(said, "uncaught exception of type ", ": ", a);
	e->what = between(said, "uncaught exception of type ", NULL, a);
	e->what = e->what ? between(e->what, ": ", NULL, a) : NULL;
	return e->type;
}

static uint64_t word_at(struct program *p, uint64_t addr)
{
	struct memory m = program_memory(p);
	uint64_t word = 0;

	return m.read(m.ctx, addr, &word, sizeof word) == sizeof word ? word : 0;
}

/* The innermost frames are the library's: one of them was called by that which throws. */
static bool is_throwing(struct program *p, const struct run *run, struct arena *a)
{
	const struct run_thread *t = run->thread;

	for (size_t i = t ? t->n : 0; i-- > 1; ) {
		const char *name = t->frame[i - 1].at ? NULL : program_code_name(p, t->frame[i].call_ip, a);
		if (name && (strncmp(name, "__cxa_throw", 11) == 0 ||
			     strncmp(name, "__cxa_rethrow", 13) == 0))
			return true;
	}
	return false;
}

static const struct run_block *newest_exception(struct program *p, struct run *run)
{
	const struct run_block *newest = NULL;

	for (struct tree_node *n = tree_first(&run->heap); n; n = tree_above(&run->heap, n->key)) {
		const struct run_block *b = (const struct run_block *)n;
		uint64_t class = b->size > OBJECT_AT ? word_at(p, n->key + CLASS_AT) : 0;
		if ((class == GNU_CLASS || class == CLANG_CLASS) && (!newest || b->id > newest->id))
			newest = b;
	}
	return newest;
}

/* Symbols that the linker copied from a library have its version: "_ZTISt9exception@GLIBCXX_3.4". */
static const char *type_name(struct program *p, const struct run *run, uint64_t info, struct arena *a)
{
	static const char prefix[] = "typeinfo for ";
	struct run_object *o = run_object_at(run, info);
	struct object *debug = program_object(p, o);
	uint64_t offset;
	const char *symbol = debug ? object_symbol(debug, info - o->bias, &offset) : NULL;

	if (symbol && strchr(symbol, '@'))
		symbol = demangle_symbol(a, arena_strndup(a, symbol, strcspn(symbol, "@")));
	return symbol && strncmp(symbol, prefix, strlen(prefix)) == 0 ? symbol + strlen(prefix) : NULL;
}

static const char *text_at(struct program *p, uint64_t addr, struct arena *a)
{
	struct memory m = program_memory(p);
	char *text = arena_alloc(a, WHAT_MAX + 1);

	return addr && m.read(m.ctx, addr, text, WHAT_MAX) > 0 ? text : NULL;
}

static bool is_one_of(const char *name, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(name, *list) == 0)
			return true;
	return false;
}

/* Of the library's classes with a text that is behind their vtable's address: std::logic_error and
 * std::runtime_error, and what is derived from these there without members. */
static const char *text_of_standard(struct program *p, const char *type, uint64_t object,
				    struct arena *a)
{
	static const char *const with_text[] = {
		"std::logic_error", "std::domain_error", "std::invalid_argument", "std::length_error",
		"std::out_of_range", "std::runtime_error", "std::range_error", "std::overflow_error",
		"std::underflow_error", NULL
	};

	return is_one_of(type, with_text) ? text_at(p, word_at(p, object + 8), a) : NULL;
}

/* A scalar that was thrown. */
static const char *value_text(struct program *p, const char *type, uint64_t object, struct arena *a)
{
	uint64_t word = word_at(p, object);
	double number;

	memcpy(&number, &word, sizeof number);
	if (strcmp(type, "int") == 0)
		return arena_printf(a, "%" PRId32, (int32_t)word);
	if (strcmp(type, "unsigned int") == 0)
		return arena_printf(a, "%" PRIu32, (uint32_t)word);
	if (strcmp(type, "long") == 0 || strcmp(type, "long long") == 0)
		return arena_printf(a, "%" PRId64, (int64_t)word);
	if (strcmp(type, "unsigned long") == 0 || strcmp(type, "unsigned long long") == 0)
		return arena_printf(a, "%" PRIu64, word);
	if (strcmp(type, "double") == 0)
		return arena_printf(a, "%.15g", number);
	if (strcmp(type, "char") == 0)
		return arena_printf(a, "%c", (int)(word & 0x7f));
	if (strcmp(type, "bool") == 0)
		return word & 1 ? "true" : "false";
	if (strcmp(type, "char const*") == 0 || strcmp(type, "char*") == 0)
		return text_at(p, word, a);
	return NULL;
}

static void ask_object(struct exception *e, struct program *p, struct run *run, struct arena *a)
{
	const struct run_block *b = newest_exception(p, run);
	uint64_t object = b ? b->node.key + OBJECT_AT : 0;

	if (b && !e->type)
		e->type = type_name(p, run, word_at(p, b->node.key + TYPE_AT), a);
	if (!b || !e->type || e->what)
		return;
	e->what = value_text(p, e->type, object, a);
	if (!e->what)
		e->what = text_of_standard(p, e->type, object, a);
}

const char *uncaught_words(struct program *p, struct run *run, const char *said, struct arena *a)
{
	struct exception e = { 0 };

	if (!said_by_library(&e, said, a) && !is_throwing(p, run, a))
		return NULL;
	ask_object(&e, p, run, a);
	if (!e.type)
		return "Uncaught exception.";
	return arena_printf(a, "Uncaught exception of type %s%s%s", e.type, e.what ? ": " : "",
			    e.what ? e.what : "");
}
