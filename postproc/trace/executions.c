/* How often lines were begun; see executions.h.
 *
 * A row of the line table that is a statement's begins its line, unless what led there was of the
 * same line and lies before it.  Instructions are of the line of the last such row before them. */
#include "trace/executions.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "trace/flow.h"

enum { AT_ONE_PLACE = 64 };                          /* statements that are counted there, at most */

struct statements { const struct line_row **row; size_t n; };

/* In order of address. */
static struct statements list_statements(struct object *debug)
{
	struct statements s = { 0 };
	size_t n;
	const struct line_row *row = object_lines(debug, &n);

	s.row = mem_grow(NULL, n + 1, sizeof *s.row);
	for (size_t i = 0; i < n; i++) {
		if (row[i].is_stmt)
			s.row[s.n++] = &row[i];
	}
	return s;
}

/* How many there are up to addr. */
static size_t statements_up_to(const struct statements *s, uint64_t addr)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (s->row[middle]->addr <= addr)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The last one up to addr; NULL: none. */
static const struct line_row *statement_at(const struct statements *s, uint64_t addr)
{
	size_t n = statements_up_to(s, addr);

	return n ? s->row[n - 1] : NULL;
}

static bool is_same_line(const struct line_row *a, const struct line_row *b)
{
	return a->line == b->line && a->file == b->file;
}

static bool is_of(const struct statements *s, const struct flow *f, const struct line_row *row)
{
	const struct line_row *at = f ? statement_at(s, f->addr) : NULL;

	return at && is_same_line(at, row);
}

/* How often f, where the row is, was come to as the beginning of its line. */
static uint64_t times_begun(const struct statements *s, struct flow *first, struct flow *f,
			    const struct line_row *row)
{
	struct flow *before = flow_before(first, f);
	uint64_t times = f->passed + (f->kind == FLOW_REPEATED ? 0 : f->begun), same = 0;

	if (is_of(s, before, row))
		same += f->passed + before->on;
	for (const struct flow *j = f->jump; j; j = j->other)
		if (j->addr < f->addr && is_of(s, j, row))
			same += j->taken;
	return times > same ? times - same : 0;
}

/* What is the program's goes with it. */
static const char *copy_of(struct executions *e, const char *s)
{
	char *copy = map_get(&e->copies, (uintptr_t)s);

	if (!copy) {
		copy = arena_printf(e->strings, "%s", s);
		map_put(&e->copies, (uintptr_t)s, copy);
	}
	return copy;
}

static void add(struct executions *e, struct object *debug, bool is_traced,
		const struct line_row *row, uint64_t begun, uint64_t most)
{
	const struct function *f = is_traced ? object_function(debug, row->addr) : NULL;

	if (e->n == e->room) {
		e->room = e->room ? 2 * e->room : 256;
		e->at = mem_grow(e->at, e->room, sizeof *e->at);
	}
	e->at[e->n++] = (struct execution){
		.file = copy_of(e, row->file), .line = row->line, .begun = begun, .most = most,
		.recording = e->recordings, .function = f ? copy_of(e, f->name) : NULL, .is_traced = is_traced,
		.begins = row->is_stmt };
}

/* Statements without an instruction of their own are at that of the next one. */
static void add_instruction(struct executions *e, struct object *debug, bool is_traced,
			    const struct statements *s, struct flow *first, struct flow *f)
{
	for (size_t end = statements_up_to(s, f->addr), i = end; i > 0 && end - i < AT_ONE_PLACE; i--) {
		const struct line_row *row = s->row[i - 1];
		bool is_again = false;
		if (row->addr != f->addr)
			return;
		for (size_t later = i; later < end; later++)
			is_again |= is_same_line(row, s->row[later]);
		if (!is_again)
			add(e, debug, is_traced, row, times_begun(s, first, f, row), 0);
	}
}

/* The row that instructions are of in the profile; one for those that follow each other. */
static void add_most(struct executions *e, struct object *debug, bool is_traced,
		     const struct flow *flow, size_t n)
{
	const struct line_row *row = NULL;
	uint64_t most = 0;

	for (size_t i = 0; i < n; i++) {
		const struct line_row *next = object_last_line(debug, flow[i].addr);
		uint64_t times = flow[i].passed + flow[i].begun;
		if (row && (!next || !is_same_line(row, next))) {
			add(e, debug, is_traced, row, 0, most);
			most = 0;
		}
		most = times > most ? times : most;
		row = next;
	}
	if (row)
		add(e, debug, is_traced, row, 0, most);
}

static void add_object(struct executions *e, struct run *run, struct run_object *o,
		       struct object *debug)
{
	bool is_traced = o->flags & SP_OBJECT_TRACED;
	struct statements s = list_statements(debug);
	size_t n = 0;
	struct flow *flow = s.n ? flow_find(run, o, debug, &n) : NULL;

	for (size_t i = 0; i < n; i++)
		add_instruction(e, debug, is_traced, &s, flow, &flow[i]);
	for (size_t i = 0; is_traced && i < s.n; i++)
		add(e, debug, true, s.row[i], 0, 0);
	add_most(e, debug, is_traced, flow, n);
	free(flow);
	free(s.row);
}

static int compare(const void *a, const void *b)
{
	const struct execution *x = a, *y = b;
	int order = strcmp(x->file, y->file);

	return order ? order : (x->line > y->line) - (x->line < y->line);
}

/* The newest recording's first: of one, the most counts, of several, their sum. */
static int compare_order(const void *a, const void *b)
{
	const struct execution *x = a, *y = b;
	int order = compare(a, b);

	return order ? order : (x->recording < y->recording) - (x->recording > y->recording);
}

static void join(struct execution *to, const struct execution *more)
{
	to->begun += more->begun;
	if (to->recording != more->recording)
		to->most += more->most;
	else if (to->most < more->most)
		to->most = more->most;
	to->is_traced |= more->is_traced;
	to->begins |= more->begins;
	to->function = to->function ? to->function : more->function;
}

static void merge(struct executions *e)
{
	size_t n = 0;

	if (e->n)
		qsort(e->at, e->n, sizeof *e->at, compare_order);
	for (size_t i = 0; i < e->n; i++)
		if (n && compare(&e->at[n - 1], &e->at[i]) == 0)
			join(&e->at[n - 1], &e->at[i]);
		else
			e->at[n++] = e->at[i];
	e->n = n;
}

void executions_add(struct executions *e, struct run *run, struct program *program)
{
	if (!e->strings)
		e->strings = arena_new();
	e->recordings++;
	for (struct run_object *o = run->objects; o; o = o->next) {
		struct object *debug = program_object(program, o);
		if (debug)
			add_object(e, run, o, debug);
	}
	map_free(&e->copies);
	merge(e);
}

uint64_t execution_times(const struct execution *x)
{
	return x->begun ? x->begun : x->most;
}

uint64_t executions_of(const struct executions *e, const char *file, unsigned line)
{
	struct execution key = { .file = file, .line = line };
	const struct execution *found = file && e->n ? bsearch(&key, e->at, e->n, sizeof key, compare)
						     : NULL;

	return found ? execution_times(found) : 0;
}

void executions_free(struct executions *e)
{
	free(e->at);
	if (e->strings)
		arena_free(e->strings);
}
