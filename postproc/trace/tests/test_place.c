/* Unit tests of trace/place.c: which calls are levels of a frame, where each of them has called,
 * and which lines are nobody's.  The debug information is made up here: compilers lay code out like
 * this, but no two of them in the same way.
 *
 *   0x100  main                                  main.c, from line 10 on
 *            0x110  work, called at 12:5           program.h
 *                     0x118  std::less, at 21:9      /usr/include/..., calls back into the program
 *                              0x11c  compare, at 300:3  program.h
 *   0x200  thunk to Derived::f                     derived.h
 *   0x300  std::for_each                           /usr/include/..., has a lambda of the program */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "trace/place.h"

#define MAIN_C   "/home/me/main.c"
#define PROGRAM_H "/home/me/program.h"
#define LIBRARY_H "/usr/include/c++/12/bits/stl_function.h"

static const struct inlined work = { .name = "work", .decl_file = PROGRAM_H, .decl_line = 20,
				     .call_file = MAIN_C, .call_line = 12, .call_column = 5 };
static const struct inlined less = { .name = "std::less", .decl_file = LIBRARY_H, .decl_line = 290,
				     .call_file = PROGRAM_H, .call_line = 21, .call_column = 9 };
static const struct inlined compare = { .name = "compare", .decl_file = PROGRAM_H, .decl_line = 40,
					.call_file = LIBRARY_H, .call_line = 300 };
static const struct inlined lambda = { .name = "<lambda>", .decl_file = MAIN_C, .decl_line = 50,
				       .call_file = LIBRARY_H, .call_line = 310 };
static const struct inlined in_thunk = { .name = "Derived::f", .decl_file = PROGRAM_H,
					 .call_file = PROGRAM_H, .call_line = 60,
					 .is_thunk = true };

static const struct scope main_body;
static const struct scope work_body, less_body, compare_body;

#define RANGE(low, high) .range = (const uint64_t[][2]){ { low, high } }, .n_ranges = 1, \
			 .hull = { low, high }
#define CHILD(s) .child = (const struct scope *const[]){ &(s) }, .n_children = 1

static const struct scope compare_body = { .parent = &less_body, .inlined = &compare,
					   RANGE(0x11c, 0x120) };
static const struct scope less_body = { .parent = &work_body, .inlined = &less,
					RANGE(0x118, 0x120), CHILD(compare_body) };
static const struct scope work_body = { .parent = &main_body, .inlined = &work,
					RANGE(0x110, 0x120), CHILD(less_body) };
static const struct scope main_body = { RANGE(0x100, 0x180), CHILD(work_body) };

static const struct scope thunk_body;
static const struct scope thunk_inner = { .parent = &thunk_body, .inlined = &in_thunk,
					  RANGE(0x204, 0x210) };
static const struct scope thunk_body = { RANGE(0x200, 0x210), CHILD(thunk_inner) };

static const struct scope each_body;
static const struct scope lambda_body = { .parent = &each_body, .inlined = &lambda,
					  RANGE(0x308, 0x318) };
static const struct scope each_body = { RANGE(0x300, 0x320), CHILD(lambda_body) };

static const struct function functions[] = {
	{ .name = "main", .low = 0x100, .high = 0x180, .body = 0x108, .decl_file = MAIN_C,
	  .scope = &main_body },
	{ .name = "Derived::f", .low = 0x200, .high = 0x210, .body = 0x200, .decl_file = PROGRAM_H,
	  .scope = &thunk_body },
	{ .name = "std::for_each", .low = 0x300, .high = 0x320, .body = 0x300,
	  .decl_file = LIBRARY_H, .scope = &each_body },
};

/* In order of address; rows of one address: gdb knows the first, Valgrind the last. */
static const struct line_row rows[] = {
	{ .addr = 0x100, .file = MAIN_C, .line = 10, .is_stmt = true },
	{ .addr = 0x108, .file = MAIN_C, .line = 11, .is_stmt = true },
	{ .addr = 0x110, .file = MAIN_C, .line = 12, .is_stmt = true },
	{ .addr = 0x112, .file = PROGRAM_H, .line = 21, .is_stmt = true },
	{ .addr = 0x118, .file = LIBRARY_H, .line = 300, .is_stmt = true },
	{ .addr = 0x118, .file = PROGRAM_H, .line = 21 },
	{ .addr = 0x11c, .file = PROGRAM_H, .line = 41, .is_stmt = true },
	{ .addr = 0x11c, .file = MAIN_C, .line = 12, .is_stmt = true },
	{ .addr = 0x120, .file = MAIN_C, .line = 13, .is_stmt = true },
	{ .addr = 0x200, .file = PROGRAM_H, .line = 60, .is_stmt = true },
	{ .addr = 0x300, .file = LIBRARY_H, .line = 310, .is_stmt = true },
	{ .addr = 0x308, .file = MAIN_C, .line = 50, .is_stmt = true },
	{ .addr = 0x400, .file = PROGRAM_H, .line = 70, .is_stmt = true },
};
enum { N_ROWS = sizeof rows / sizeof rows[0] };

/* ---- what place.c asks debug/ for ---- */

struct object { int unused; };

const struct function *object_function(struct object *o, uint64_t addr)
{
	(void)o;
	for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
		if (addr - functions[i].low < functions[i].high - functions[i].low)
			return &functions[i];
	return NULL;
}

const struct line_row *object_last_line(struct object *o, uint64_t addr)
{
	const struct line_row *found = NULL;

	(void)o;
	for (size_t i = 0; i < N_ROWS && rows[i].addr <= addr; i++)
		found = &rows[i];
	return found;
}

const struct line_row *object_line(struct object *o, uint64_t addr)
{
	const struct line_row *found = object_last_line(o, addr);

	while (found && found > rows && found[-1].addr == found->addr)
		found--;
	return found;
}

bool object_has_statement(struct object *o, uint64_t addr, const char *file, unsigned line)
{
	(void)o;
	for (size_t i = 0; i < N_ROWS; i++)
		if (rows[i].addr == addr && rows[i].is_stmt && rows[i].line == line &&
		    strcmp(rows[i].file, file) == 0)
			return true;
	return false;
}

const char *object_symbol(struct object *o, uint64_t addr, uint64_t *offset)
{
	(void)o;
	*offset = addr & 0xff;
	return addr >= 0x400 ? "virtual thunk to Base::g()"
	       : addr >= 0x200 && addr < 0x300 ? "non-virtual thunk to Derived::f()" : "main";
}

const struct scope *scope_at(const struct scope *s, uint64_t addr)
{
	for (const struct scope *in; s->n_children; s = in) {
		in = s->child[0];
		if (addr < in->hull[0] || addr >= in->hull[1])
			break;
	}
	return s;
}

/* ---- tests ---- */

static struct arena *arena;
static struct object object;

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct place at(uint64_t addr, const char *steps_in)
{
	struct place p;

	place_find(&object, addr, steps_in, arena, &p);
	return p;
}

static void check_line(const struct place *p, size_t level, const char *file, unsigned line)
{
	const char *its_file;
	unsigned its_line;

	place_level_line(p, level, &its_file, &its_line);
	assert_string_equal(its_file, file);
	assert_int_equal(its_line, line);
}

static void test_no_debug_information(void **state)
{
	struct place p;
	const char *file = MAIN_C;
	unsigned line = 1;

	(void)state;
	place_find(NULL, 0x100, NULL, arena, &p);
	assert_null(p.function);
	assert_true(p.ready);
	assert_string_equal(place_level_name(&p, 0), "???");
	place_level_line(&p, 0, &file, &line);
	assert_null(file);
	assert_int_equal(line, 0);
}

static void test_ready_behind_the_prologue(void **state)
{
	struct place p = at(0x107, NULL);

	(void)state;
	assert_false(p.ready);
	assert_int_equal(p.entry_line->line, 10);
	assert_true(at(0x108, NULL).ready);
	assert_true(at(0x17f, NULL).ready);
}

static void test_function_without_levels(void **state)
{
	struct place p = at(0x120, NULL);

	(void)state;
	assert_int_equal(p.n_levels, 0);
	assert_null(place_level_scope(&p, 0));
	assert_string_equal(place_level_name(&p, 0), "main");
	check_line(&p, 0, MAIN_C, 13);
	assert_false(p.is_passed_through);
}

static void test_inlined_call_is_a_level(void **state)
{
	struct place p = at(0x112, NULL);

	(void)state;
	assert_int_equal(p.n_levels, 1);
	assert_ptr_equal(place_level_scope(&p, 1), &work_body);
	assert_string_equal(place_level_name(&p, 0), "main");
	assert_string_equal(place_level_name(&p, 1), "work");
	check_line(&p, 0, MAIN_C, 12);               /* where it has called */
	check_line(&p, 1, PROGRAM_H, 21);            /* where it is */
	assert_int_equal(p.level[0].caller_column, 5);
	assert_null(p.hidden);
}

/* A library's function that was inlined counts to its caller; what it calls back into is a level
 * again, called from where the library's was. */
static void test_library_is_no_level(void **state)
{
	struct place p = at(0x11c, NULL);

	(void)state;
	assert_int_equal(p.n_levels, 2);
	assert_string_equal(place_level_name(&p, 1), "work");
	assert_string_equal(place_level_name(&p, 2), "compare");
	check_line(&p, 0, MAIN_C, 12);
	check_line(&p, 1, PROGRAM_H, 21);            /* not line 300 of the library */
	check_line(&p, 2, PROGRAM_H, 41);
	assert_null(p.hidden);
}

static void test_library_is_innermost(void **state)
{
	struct place p = at(0x118, PROGRAM_H);

	(void)state;
	assert_int_equal(p.n_levels, 1);
	assert_ptr_equal(p.hidden, &less);
	check_line(&p, 1, PROGRAM_H, 21);            /* where it has called the library */
}

/* Stepped through by request: then its calls are levels as any other. */
static void test_library_is_stepped_through(void **state)
{
	struct place p = at(0x11c, LIBRARY_H);

	(void)state;
	assert_int_equal(p.n_levels, 3);
	assert_string_equal(place_level_name(&p, 2), "std::less");
	check_line(&p, 2, LIBRARY_H, 300);
	assert_null(p.hidden);
}

/* The line of a call begins where a statement of it is at the place, but for the place's own. */
static void test_line_of_the_call_begins(void **state)
{
	struct place begins = at(0x11c, NULL), not = at(0x112, NULL), own = at(0x110, NULL);

	(void)state;
	assert_true(begins.level[0].begins);
	assert_false(begins.level[1].begins);
	assert_false(not.level[0].begins);
	assert_false(own.level[0].begins);
}

/* A statement of the system's at an address whose last row is the program's: the recorder took it
 * for the program's. */
static void test_statement_of_the_system(void **state)
{
	(void)state;
	assert_null(at(0x118, NULL).line);
	assert_non_null(at(0x118, PROGRAM_H).line);
	assert_non_null(at(0x300, NULL).line);       /* the last row there is the system's too */
}

static void test_thunks(void **state)
{
	struct place p = at(0x204, NULL);

	(void)state;
	assert_true(p.is_passed_through);
	assert_int_equal(p.n_levels, 0);             /* what is inlined there is the thunk's */
	assert_null(at(0x400, NULL).line);           /* no function: no line of the program's */
	assert_null(at(0x400, NULL).function);
}

static void test_library_with_code_of_the_program(void **state)
{
	struct place p = at(0x308, NULL);

	(void)state;
	assert_true(p.is_passed_through);
	assert_int_equal(p.n_levels, 1);
	assert_string_equal(place_level_name(&p, 1), "<lambda>");
	assert_false(at(0x308, LIBRARY_H).is_passed_through);
}

static void test_scopes_within(void **state)
{
	(void)state;
	assert_true(scope_is_within(&compare_body, &work_body));
	assert_true(scope_is_within(&work_body, &work_body));
	assert_false(scope_is_within(&work_body, &compare_body));
	assert_true(scope_is_within(&main_body, NULL));
	assert_true(scope_is_within(NULL, NULL));
	assert_false(scope_is_within(NULL, &main_body));
}

static void test_system_files(void **state)
{
	(void)state;
	assert_true(is_system_file("/usr/include/stdio.h"));
	assert_true(is_system_file("/lib/x86_64-linux-gnu/crt1.o"));
	assert_false(is_system_file("/home/usr/lib.c"));
	assert_false(is_system_file("usr/lib.c"));
}

#define T(name) cmocka_unit_test_setup_teardown(test_##name, setup, teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(no_debug_information), T(ready_behind_the_prologue), T(function_without_levels),
		T(inlined_call_is_a_level), T(library_is_no_level), T(library_is_innermost),
		T(library_is_stepped_through), T(line_of_the_call_begins),
		T(statement_of_the_system),
		T(thunks), T(library_with_code_of_the_program), T(scopes_within), T(system_files),
	};

	return cmocka_run_group_tests_name("place", tests, NULL, NULL);
}
