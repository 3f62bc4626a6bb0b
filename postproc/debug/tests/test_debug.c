/* Unit tests of debug/ on programs compiled here, by gcc and clang, as DWARF 4 and 5.
 *
 * Every build is one group of tests, on fixtures/all.c and other.c.  Lines are known by the
 * marks in the sources' comments; places of variables by what the program itself prints. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "debug/demangle.h"
#include "debug/locate.h"
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct build { const char *name, *cc, *flags; bool clang; };
static const struct build builds[] = {
	{ "debug: gcc -gdwarf-4",           "gcc",   "-gdwarf-4",         false },
	{ "debug: gcc -gdwarf-5",           "gcc",   "-gdwarf-5",         false },
	{ "debug: gcc -gdwarf-5 -no-pie",   "gcc",   "-gdwarf-5 -no-pie", false },
	{ "debug: gcc -gdwarf-3",           "gcc",   "-gdwarf-3 -gstrict-dwarf", false },
	{ "debug: clang -gdwarf-4",         "clang", "-gdwarf-4",         true },
	{ "debug: clang -gdwarf-5",         "clang", "-gdwarf-5",         true },
	{ "debug: clang -gdwarf-4 -no-pie", "clang", "-gdwarf-4 -no-pie", true },
};

static char work[PATH_MAX / 4], fixtures[PATH_MAX / 4], program[PATH_MAX / 2];
static const struct build *build;
static struct object *object;

static void path_to(char *out, size_t size, const char *dir, const char *name)
{
	assert_true((size_t)snprintf(out, size, "%s/%s", dir, name) < size);
}

/* The number of the line that has /<space>* text *<space>/ in a fixture. */
static unsigned marked(const char *file, const char *text)
{
	char path[PATH_MAX], mark[100], line[500];
	unsigned n = 1;

	path_to(path, sizeof path, fixtures, file);
	snprintf(mark, sizeof mark, "/* %s */", text);
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	for (; fgets(line, sizeof line, f); n++)
		if (strstr(line, mark))
			break;
	assert_false(feof(f));
	fclose(f);
	return n;
}

static bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && !strcmp(s + n - m, end);
}

/* The first address of a marked line. */
static uint64_t address_of(const char *file, const char *text)
{
	unsigned line = marked(file, text);
	size_t n;
	const struct line_row *row = object_lines(object, &n);

	for (size_t i = 0; i < n; i++)
		if (row[i].line == line && ends_with(row[i].file, file))
			return row[i].addr;
	fail_msg("no code for line %u of %s", line, file);
	return 0;
}

static const struct variable *global(const char *name)
{
	size_t n;
	const struct variable *v = object_globals(object, &n);

	for (size_t i = 0; i < n; i++)
		if (!strcmp(v[i].name, name))
			return &v[i];
	fail_msg("no global %s", name);
	return NULL;
}

static const struct type *global_type(const char *name)
{
	return variable_type(global(name));
}

static const struct variable *in_scope(const struct scope *s, const char *name)
{
	for (size_t i = 0; i < s->n_vars; i++)
		if (!strcmp(s->var[i].name, name))
			return &s->var[i];
	return NULL;
}

/* As a debugger looks a name up: from the innermost block that covers addr outwards. */
static const struct variable *visible(const struct scope *s, const char *name, uint64_t addr)
{
	for (size_t i = 0; i < s->n_children; i++) {
		const struct variable *v = scope_covers(s->child[i], addr) ?
					   visible(s->child[i], name, addr) : NULL;
		if (v)
			return v;
	}
	return in_scope(s, name);
}

static const struct function *function(const char *name)
{
	const struct function *f = object_function_named(object, name);

	assert_non_null(f);
	assert_string_equal(f->name, name);
	return f;
}

static const struct type_member *member(const struct type *t, const char *name)
{
	t = type_strip(t);
	for (size_t i = 0; i < t->n_members; i++)
		if (t->member[i].name && !strcmp(t->member[i].name, name))
			return &t->member[i];
	fail_msg("%s has no member %s", t->name, name);
	return NULL;
}

static void lines(void **state)
{
	char path[PATH_MAX];
	size_t n;
	const struct line_row *row = object_lines(object, &n);

	(void)state;
	assert_true(n > 30);
	for (size_t i = 1; i < n; i++)
		assert_true(row[i - 1].addr <= row[i].addr);
	uint64_t addr = address_of("all.c", "shadow: use");
	const struct line_row *at = object_line(object, addr);
	const struct line_row *next = object_line(object, addr + 1);
	assert_int_equal(at->line, marked("all.c", "shadow: use"));
	assert_int_equal(next->line, at->line);
	assert_true(at->is_stmt);
	path_to(path, sizeof path, fixtures, "all.c");
	assert_string_equal(at->file, path);
	assert_string_equal(object_line(object, address_of("other.h", "from_header: body"))->file +
			    strlen(fixtures), "/other.h");
	assert_null(object_line(object, 0));
	assert_null(object_line(object, UINT64_MAX));
}

static void sources(void **state)
{
	size_t n, found = 0;
	const char *const *s = object_sources(object, &n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(s[i][0], '/');
		found += ends_with(s[i], "/fixtures/all.c") || ends_with(s[i], "/fixtures/other.c") ||
			 ends_with(s[i], "/fixtures/other.h");
	}
	assert_int_equal(found, 3);
}

static void check_body(const char *name, const char *file, const char *mark)
{
	uint64_t offset;
	const struct function *f = function(name);

	assert_true(f->low < f->high && f->low < f->body && f->body < f->high);
	assert_int_equal(object_line(object, f->body)->line, marked(file, mark));
	assert_ptr_equal(object_function(object, f->low), f);
	assert_ptr_equal(object_function(object, f->high - 1), f);
	assert_string_equal(object_symbol(object, f->low + 1, &offset), name);
	assert_int_equal(offset, 1);
}

static void bodies(void **state)
{
	(void)state;
	check_body("shadow", "all.c", "shadow: body");
	check_body("make", "all.c", "make: body");
	check_body("nothing", "all.c", "nothing: end");
	check_body("oneline", "all.c", "oneline");
	check_body("use_opaque", "other.c", "use_opaque: body");
	check_body("from_header", "other.h", "from_header: body");
	assert_null(object_function_named(object, "printf"));
	assert_null(object_function(object, 0));
	assert_null(object_function(object, UINT64_MAX));
}

static void functions(void **state)
{
	const struct function *f = function("make");
	const struct scope *s = f->scope;

	(void)state;
	assert_int_equal(f->decl_line, marked("all.c", "make: line"));
	assert_true(ends_with(f->decl_file, "/fixtures/all.c"));
	assert_string_equal(f->result->name, "struct point *");
	assert_int_equal(function("nothing")->result->kind, TYPE_VOID);
	assert_string_equal(s->var[0].name, "from");
	assert_string_equal(s->var[1].name, "f");
	assert_string_equal(s->var[2].name, "list");
	assert_int_equal(s->var[0].kind, VARIABLE_PARAMETER);
	assert_int_equal(s->var[3].kind, VARIABLE_STATIC_LOCAL);
	assert_null(s->parent);
}

static void scopes(void **state)
{
	const struct function *f = function("shadow");
	uint64_t use = address_of("all.c", "shadow: use"), end = address_of("all.c", "shadow: end");
	const struct variable *outer = visible(f->scope, "value", end);
	const struct variable *inner = visible(f->scope, "value", use);

	(void)state;
	assert_int_equal(outer->kind, VARIABLE_PARAMETER);
	assert_string_equal(variable_type(outer)->name, "int");
	assert_int_equal(inner->kind, VARIABLE_LOCAL);
	assert_string_equal(variable_type(inner)->name, "double");
	assert_int_equal(inner->decl_line, marked("all.c", "shadow: inner value"));
	assert_int_equal(visible(f->scope, "calls", end)->kind, VARIABLE_STATIC_LOCAL);
	assert_null(visible(f->scope, "i", end));
	assert_non_null(visible(f->scope, "i", address_of("all.c", "shadow: loop")));
	/* an extern declaration in a block is no variable of the block */
	assert_null(visible(function("main")->scope, "counter", address_of("all.c", "main: end")));
}

static void globals(void **state)
{
	size_t n, counters = 0, elsewheres = 0;
	const struct variable *v = object_globals(object, &n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		counters += !strcmp(v[i].name, "counter");
		elsewheres += !strcmp(v[i].name, "elsewhere");
	}
	assert_int_equal(counters, 2);          /* all.c's, and other.c's static one */
	assert_int_equal(elsewheres, 1);
	assert_int_equal(global("counter")->kind, VARIABLE_GLOBAL);
	assert_int_equal(global("message")->kind, VARIABLE_FILE_STATIC);
	assert_true(ends_with(global("elsewhere")->decl_file, "/fixtures/other.c") ||
		    ends_with(global("elsewhere")->decl_file, "/fixtures/other.h"));
}

static void spelling(void **state)
{
	static const char *const expected[][2] = {
		{ "counter",  "int" },
		{ "message",  "const char *" },
		{ "grid",     "struct point [3][4]" },
		{ "label",    "labelled" },
		{ "chain",    "struct nested *" },
		{ "watched",  "const volatile int *" },
		{ "fixed",    "char * const" },
		{ "words",    "const char * const[2]" },
		{ "table",    "operation [3]" },
		{ "getter",   "int (*(*)(void))[5]" },
		{ "huge",     "__int128" },
		{ "uhuge",    "unsigned __int128" },
		{ "yes",      "_Bool" },
		{ "paint",    "enum color" },
		{ "hidden",   "struct opaque *" },
		{ "raw",      "void *" },
		{ "printer",  "int (*)(const char *, ...)" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
		assert_string_equal(global_type(expected[i][0])->name, expected[i][1]);
	assert_string_equal(type_strip(global_type("label"))->name, "struct {...}");
	assert_string_equal(type_target(type_strip(type_target(global_type("table"))))->name,
			    "int (int, char)");
}

static void check_kind(const char *name, enum type_kind kind, uint64_t size)
{
	const struct type *t = type_strip(global_type(name));

	assert_int_equal(t->kind, kind);
	assert_int_equal(t->size, size);
}

static void kinds(void **state)
{
	(void)state;
	check_kind("counter", TYPE_INT, 4);
	check_kind("huge", TYPE_INT, 16);
	check_kind("uhuge", TYPE_INT, 16);
	check_kind("yes", TYPE_BOOL, 1);
	check_kind("wide", TYPE_FLOAT, 16);
	check_kind("z", TYPE_COMPLEX, 16);
	check_kind("raw", TYPE_POINTER, 8);
	check_kind("grid", TYPE_ARRAY, 96);
	check_kind("label", TYPE_STRUCT, 16);
	check_kind("paint", TYPE_ENUM, 4);
	assert_true(type_strip(global_type("huge"))->is_signed);
	assert_false(type_strip(global_type("uhuge"))->is_signed);
	assert_int_equal(type_strip(type_target(global_type("message")))->kind, TYPE_CHAR);
	assert_int_equal(type_target(global_type("raw"))->kind, TYPE_VOID);
	assert_ptr_equal(global_type("paint"), global_type("paint"));
}

static void structs(void **state)
{
	const struct type *nested = type_target(global_type("chain"));
	const struct type_member *tail = member(nested, "tail"), *anonymous = &nested->member[1];
	const struct type *row = global_type("grid"), *column = type_target(row);

	(void)state;
	assert_string_equal(nested->tag, "nested");
	assert_null(anonymous->name);
	assert_int_equal(type_of_member(anonymous)->kind, TYPE_UNION);
	assert_string_equal(type_of_member(anonymous)->name, "union {...}");
	assert_ptr_equal(type_target(type_of_member(member(nested, "next"))), nested);
	assert_int_equal(member(nested, "next")->offset, 8);
	assert_int_equal(tail->offset, 16);
	assert_false(type_of_member(tail)->count_known);
	assert_null(type_of_member(tail)->count_expr);
	assert_int_equal(row->count, 3);
	assert_int_equal(column->count, 4);
	assert_string_equal(column->name, "struct point [4]");
	assert_string_equal(type_target(column)->name, "struct point");
}

static void completed(void **state)
{
	const struct type *opaque = type_target(global_type("hidden"));

	(void)state;
	assert_false(opaque->incomplete);
	assert_int_equal(opaque->size, 16);
	assert_ptr_equal(type_target(type_of_member(member(opaque, "self"))), opaque);
}

static void check_bits(const char *name, unsigned first, unsigned size)
{
	const struct type_member *m = member(global_type("bits"), name);

	assert_int_equal(m->offset * 8 + m->bit_offset, first);
	assert_in_range(m->bit_offset, 0, 7);
	assert_int_equal(m->bit_size, size);
}

static void bit_fields(void **state)
{
	(void)state;
	check_bits("a", 0, 3);
	check_bits("b", 3, 7);
	check_bits("c", 10, 5);
	check_bits("d", 15, 40);
	check_bits("e", 55, 1);
}

static void enums(void **state)
{
	const struct type *color = global_type("paint"), *sign = global_type("signs");

	(void)state;
	assert_string_equal(color->tag, "color");
	assert_int_equal(color->n_enumerators, 3);
	assert_string_equal(color->enumerator[2].name, "BLUE");
	assert_int_equal(color->enumerator[2].value, 6);
	assert_false(color->is_signed);
	assert_true(sign->is_signed);
	assert_int_equal(sign->enumerator[0].value, -3);
	assert_int_equal(sign->enumerator[1].value, 200);
}

enum { CFA = 0x7fff0000, BIAS = 0x1000000 };

static struct frame_state frame_of(const struct function *f, uint64_t addr)
{
	return (struct frame_state){
		.ip = addr + BIAS, .bias = BIAS, .cfa = CFA, .function = f,
		.reg = { [6] = CFA - 16 }, .reg_known = 1 << 6,
	};
}

static void check_local(const char *function_name, const char *name, int64_t delta)
{
	const struct function *f = function(function_name);
	uint64_t addr = address_of("all.c", strcmp(name, "inner") ? "shadow: end" : "shadow: use");
	struct frame_state frame = frame_of(f, addr);
	const struct variable *v = visible(f->scope, name, addr);

	assert_non_null(v);
	struct location at = variable_locate(v, &frame);
	assert_int_equal(at.kind, LOCATION_MEMORY);
	assert_int_equal(at.addr, CFA + delta);
}

static void check_global(const char *name, int64_t delta)
{
	struct frame_state frame = { .bias = BIAS };
	struct location at = variable_locate(global(name), &frame);

	assert_int_equal(at.kind, LOCATION_MEMORY);
	assert_int_equal(at.addr, BIAS + function("main")->low + (uint64_t)delta);
}

/* Compared with what the program says when it runs. */
static void locations(void **state)
{
	char line[200], f[50], name[50];
	int64_t delta;
	int checked = 0;
	FILE *out = popen(program, "r");

	(void)state;
	assert_non_null(out);
	while (fgets(line, sizeof line, out)) {
		if (sscanf(line, "local %49s %49s %" SCNd64, f, name, &delta) == 3)
			check_local(f, name, delta), checked++;
		else if (sscanf(line, "global %49s %" SCNd64, name, &delta) == 2)
			check_global(name, delta), checked++;
	}
	assert_int_equal(pclose(out), 0);
	assert_int_equal(checked, 7);
}

static void absent_locations(void **state)
{
	const struct function *f = function("shadow");
	struct frame_state frame = frame_of(f, f->body);

	(void)state;
	frame.cfa = 0;
	frame.reg_known = 0;
	struct location at = variable_locate(in_scope(f->scope, "value"), &frame);
	assert_int_equal(at.kind, LOCATION_ABSENT);
	assert_non_null(at.why);
	at = variable_locate(global("per_thread"), &frame);
	assert_int_equal(at.kind, LOCATION_ABSENT);
	frame.tls = 0x5000;
	at = variable_locate(global("per_thread"), &frame);
	assert_int_equal(at.kind, LOCATION_MEMORY);
	assert_in_range(at.addr, 0x5000, 0x5100);
}

/* Every number in memory is 6. */
static size_t read_six(void *ctx, uint64_t addr, void *to, size_t len)
{
	(void)ctx, (void)addr;
	memset(to, 0, len);
	if (len)
		*(char *)to = 6;
	return len;
}

/* gcc gives the upper bound, clang the count. */
static void variable_arrays(void **state)
{
	const struct function *f = function("vla");
	uint64_t addr = address_of("all.c", "vla: end"), count;
	const struct type *t = variable_type(visible(f->scope, "square", addr));
	struct frame_state frame = frame_of(f, addr);

	(void)state;
	assert_int_equal(t->kind, TYPE_ARRAY);
	assert_string_equal(t->name, "int [variable length][2]");
	assert_false(t->count_known);
	assert_non_null(t->count_expr);
	assert_false(type_array_count(t, &frame, &count));
	frame.memory.read = read_six;
	assert_true(type_array_count(t, &frame, &count));
	assert_int_equal(count, build->clang ? 6 : 7);
	assert_true(type_array_count(type_target(t), &frame, &count));
	assert_int_equal(count, 2);
	assert_null(visible(f->scope, "__vla_expr0", addr));
}

static void initial_bytes(void **state)
{
	struct frame_state frame = { 0 };
	uint64_t at = variable_locate(global("counter"), &frame).addr;
	int value = 0;

	(void)state;
	assert_int_equal(object_read(object, at, &value, sizeof value), sizeof value);
	assert_int_equal(value, 7);
	at = variable_locate(global("bits"), &frame).addr;
	value = -1;
	assert_int_equal(object_read(object, at, &value, sizeof value), sizeof value);
	assert_int_equal(value, 0);
	assert_int_equal(object_read(object, UINT64_MAX - 2, &value, sizeof value), 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(lines), cmocka_unit_test(sources), cmocka_unit_test(bodies),
	cmocka_unit_test(functions), cmocka_unit_test(scopes), cmocka_unit_test(globals),
	cmocka_unit_test(spelling), cmocka_unit_test(kinds), cmocka_unit_test(structs),
	cmocka_unit_test(completed), cmocka_unit_test(bit_fields), cmocka_unit_test(enums),
	cmocka_unit_test(locations), cmocka_unit_test(absent_locations),
	cmocka_unit_test(variable_arrays), cmocka_unit_test(initial_bytes),
};

static int run(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static int run(const char *fmt, ...)
{
	char command[4 * PATH_MAX];
	va_list ap;

	va_start(ap, fmt);
	int len = vsnprintf(command, sizeof command, fmt, ap);
	va_end(ap);
	return len < 0 || (size_t)len >= sizeof command ? -1 : system(command);
}

static int open_build(void **state)
{
	const char *why;

	(void)state;
	if (run("cd '%s/..' && %s -w -O0 %s ./fixtures/../fixtures/all.c '%s/other.c' -o '%s'",
		fixtures, build->cc, build->flags, fixtures, program))
		return -1;
	object = object_open(program, &why);
	return object && !object_problem(object) ? 0 : -1;
}

static int close_build(void **state)
{
	(void)state;
	object_close(object);
	return 0;
}

/* Files that are not what they should be, and kinds of programs that one fixture shows. */
static void no_program(void **state)
{
	const char *why = NULL;
	char path[PATH_MAX];

	(void)state;
	path_to(path, sizeof path, fixtures, "absent");
	assert_null(object_open(path, &why));
	assert_non_null(why);
	why = NULL;
	path_to(path, sizeof path, fixtures, "all.c");
	assert_null(object_open(path, &why));
	assert_non_null(why);
}

static void look_at_everything(struct object *o)
{
	uint64_t offset;
	size_t n, lines_n;
	const struct variable *v = object_globals(o, &n);
	const struct line_row *row = object_lines(o, &lines_n);

	for (size_t i = 0; i < n; i++)
		assert_non_null(type_strip(variable_type(&v[i]))->name);
	for (size_t i = 0; i < lines_n; i++)
		object_function(o, row[i].addr);
	object_function_named(o, "main");
	object_sources(o, &n);
	object_symbol(o, 0x1000, &offset);
}

static void without_debug_information(void **state)
{
	const char *why;

	(void)state;
	assert_int_equal(run("cd '%s' && gcc -O0 -s inner.c -o '%s'", fixtures, program), 0);
	struct object *o = object_open(program, &why);
	assert_non_null(o);
	assert_non_null(object_problem(o));
	look_at_everything(o);
	object_close(o);
}

static void separate_debug_file(void **state)
{
	uint64_t offset;
	const char *why;

	(void)state;
	assert_int_equal(run("cd '%s' && gcc -O0 -g inner.c -o '%s' && cd '%s' && "
			     "objcopy --only-keep-debug program inner.debug && "
			     "objcopy --strip-all --add-gnu-debuglink=inner.debug program",
			     fixtures, program, work), 0);
	struct object *o = object_open(program, &why);
	assert_non_null(o);
	assert_null(object_problem(o));
	assert_int_equal(strlen(object_build_id(o)), 40);
	const struct function *f = object_function_named(o, "main");
	assert_non_null(f);
	assert_string_equal(object_symbol(o, f->low, &offset), "main");
	object_close(o);
}

static void nested_functions(void **state)
{
	const char *why;

	(void)state;
	assert_int_equal(run("cd '%s' && gcc -O0 -g inner.c -o '%s'", fixtures, program), 0);
	object = object_open(program, &why);
	uint64_t addr = address_of("inner.c", "inner: body");
	const struct function *f = object_function(object, addr);
	assert_string_equal(f->name, "inner");
	assert_int_equal(object_line(object, f->body)->line, marked("inner.c", "inner: body"));
	assert_non_null(in_scope(f->scope, "twice"));
	object_close(object);
}

/* C++: names with what is around them, bases, pointers to members. */
static void check_classes(const char *compiler)
{
	const char *why;

	assert_int_equal(run("cd '%s' && %s -O0 -g classes.cpp -o '%s'", fixtures, compiler, program), 0);
	object = object_open(program, &why);
	assert_non_null(object_function_named(object, "ns::Top::area"));
	assert_string_equal(function("ns::Box<unsigned long>::get")->name, "ns::Box<unsigned long>::get");
	assert_string_equal(global_type("box")->name, "ns::Box<unsigned long>");
	const struct type *left = global_type("object");
	assert_true(left->member[0].is_base && left->member[0].place);
	assert_string_equal(left->member[0].name, "ns::Top");
	assert_string_equal(left->tag, "Left");
	const struct type *reference = global_type("reference");
	assert_int_equal(reference->kind, TYPE_REFERENCE);
	assert_string_equal(reference->name, "ns::Left &");
	assert_string_equal(global_type("tint")->enumerator[1].name, "ns::color::green");
	assert_string_equal(global_type("member")->name, "int ns::Left::*");
	assert_int_equal(global_type("member")->size, 8);
	assert_int_equal(global_type("method")->size, 16);
	assert_string_equal(type_virtual_name(global_type("method"), 2), "ns::Top::area");
	assert_null(type_virtual_name(global_type("method"), 9));
	assert_int_equal(type_strip(global_type("nothing"))->kind, TYPE_POINTER);
	object_close(object);
}

static void classes(void **state)
{
	(void)state;
	check_classes("g++ -std=c++17");
	check_classes("g++ -std=c++17 -gdwarf-4 -fdebug-types-section");
	check_classes("clang++ -std=c++17");
	check_classes("clang++ -std=c++17 -gdwarf-4 -fdebug-types-section");
}

static void demangling(void **state)
{
	static const char *const row[][2] = {
		{ "_Z5twiceIiET_S0_", "twice<int>" },
		{ "_ZNK2ns3BoxImE3getEv", "ns::Box<unsigned long>::get" },
		{ "_ZNK7CelsiusltERKS_", "Celsius::operator<" },
		{ "_ZN7CelsiuslsEi", "Celsius::operator<<" },
		{ "_ZNK7CelsiusclEd", "Celsius::operator()" },
		{ "_ZNK7CelsiuscvPKcEv", "Celsius::operator char const*" },
		{ "_ZN12_GLOBAL__N_11fEv", "(anonymous namespace)::f" },
		{ "_ZZ4mainENK3$_0clEi", "main::$_0::operator()" },
		{ "_ZZ4mainENKUliE_clEi", "main::{lambda(int)#1}::operator()" },
		{ "_ZZZ4mainENK3$_1clEiENKUlvE_clEv",
		  "main::$_1::operator()(int) const::{lambda()#1}::operator()" },
	};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		assert_string_equal(demangle_function(a, row[i][0]), row[i][1]);
	assert_null(demangle_function(a, "main"));
	assert_string_equal(demangle_symbol(a, "_ZTV6Circle"), "vtable for Circle");
	assert_string_equal(demangle_symbol(a, "main"), "main");
	arena_free(a);
}

/* Optimised code: locations change with the address, or are constants and registers. */
static void optimised(void **state)
{
	const char *why;

	(void)state;
	assert_int_equal(run("cd '%s' && gcc -O2 -g -w all.c other.c -o '%s'",
			     fixtures, program), 0);
	object = object_open(program, &why);
	const struct function *f = object_function_named(object, "main");
	struct frame_state frame = frame_of(f, f->low);
	const struct variable *argc = in_scope(f->scope, "argc");
	assert_non_null(argc);
	struct location at = variable_locate(argc, &frame);
	assert_int_equal(at.kind, LOCATION_REGISTER);
	assert_int_equal(at.reg, 5);            /* rdi */
	frame.ip = BIAS + 1;
	at = variable_locate(argc, &frame);
	assert_int_equal(at.kind, LOCATION_ABSENT);
	look_at_everything(object);
	object_close(object);
}

static void truncated(void **state)
{
	char cut[PATH_MAX];
	const char *why;

	(void)state;
	assert_int_equal(run("cd '%s' && gcc -O0 -g inner.c -o '%s'", fixtures, program), 0);
	path_to(cut, sizeof cut, work, "cut");
	for (int kib = 0; kib < 16; kib++) {
		assert_int_equal(run("head -c %dK '%s' >'%s'", kib, program, cut), 0);
		struct object *o = object_open(cut, &why);
		if (o)
			look_at_everything(o);
		object_close(o);
	}
	unlink(cut);
}

static const struct CMUnitTest odd_tests[] = {
	cmocka_unit_test(no_program), cmocka_unit_test(without_debug_information),
	cmocka_unit_test(separate_debug_file), cmocka_unit_test(nested_functions),
	cmocka_unit_test(classes), cmocka_unit_test(demangling),
	cmocka_unit_test(optimised), cmocka_unit_test(truncated),
};

static bool has_compiler(const char *cc)
{
	if (run("command -v %s >/dev/null", cc) == 0)
		return true;
	printf("no %s here: its tests are left out\n", cc);
	return false;
}

static bool prepare(void)
{
	const char *top = getenv("srcdir"), *tmp = getenv("TEST_TMPDIR");
	char path[PATH_MAX], absolute[PATH_MAX];

	snprintf(path, sizeof path, "%s/debug/tests/fixtures", top ? top : ".");
	if (!realpath(path, absolute) || strlen(absolute) >= sizeof fixtures)
		return false;
	strcpy(fixtures, absolute);
	int len = snprintf(work, sizeof work, "%s/test_debug.XXXXXX", tmp ? tmp : "/tmp");
	if (len < 0 || (size_t)len >= sizeof work || !mkdtemp(work))
		return false;
	return (size_t)snprintf(program, sizeof program, "%s/program", work) < sizeof program;
}

int main(void)
{
	int failed = 0;

	if (!prepare()) {
		fputs("cannot find the fixtures (set srcdir) or make a folder\n", stderr);
		return 1;
	}
	for (size_t i = 0; i < sizeof builds / sizeof builds[0]; i++) {
		build = &builds[i];
		if (has_compiler(build->cc))
			failed += cmocka_run_group_tests_name(build->name, tests, open_build, close_build);
	}
	if (has_compiler("gcc"))
		failed += cmocka_run_group_tests_name("debug: odd files", odd_tests, NULL, NULL);
	run("rm -rf '%s'", work);
	return failed != 0;
}
