/* Places and their levels; see place.h. */
#include "trace/place.h"

#include <string.h>

bool is_system_file(const char *file)
{
	return strncmp(file, "/usr/", 5) == 0 || strncmp(file, "/lib", 4) == 0;
}

bool scope_is_within(const struct scope *inner, const struct scope *outer)
{
	while (outer && inner && inner != outer)
		inner = inner->parent;
	return !outer || inner;
}

static bool is_level(const struct scope *s, bool system_too)
{
	const char *file = s->inlined ? s->inlined->decl_file : NULL;

	return s->inlined && !s->inlined->is_thunk &&
	       (system_too || !file || !is_system_file(file));
}

static size_t count_levels(const struct scope *s, bool system_too)
{
	size_t n = 0;

	for (; s; s = s->parent)
		n += is_level(s, system_too);
	return n;
}

static bool is_line(const struct line_row *line, const char *file, unsigned number)
{
	return line && file && line->line == number && strcmp(line->file, file) == 0;
}

/* gcc keeps the rows of statements without an instruction of their own.  A lambda may be on the line
 * of the call that it is for: its rows say nothing of that call. */
static void find_beginnings(struct object *debug, uint64_t addr, const struct line_row *line,
			    struct level *level, size_t n)
{
	for (struct level *l = level; l < level + n; l++)
		l->begins = !is_line(line, l->caller_file, l->caller_line) &&
			    object_has_statement(debug, addr, l->caller_file, l->caller_line);
}

/* From the innermost outwards; of calls that are no levels the outermost is where the one before
 * them has called. */
static void find_levels(struct object *debug, uint64_t addr, struct place *p, bool system_too,
			struct arena *a)
{
	size_t n = count_levels(p->scope, system_too);
	struct level *level = arena_array(a, n, sizeof *level), *inner = NULL;

	p->level = level;
	p->n_levels = n;
	for (const struct scope *s = p->scope; s; s = s->parent) {
		if (is_level(s, system_too)) {
			inner = &level[--n];
			inner->scope = s;
		}
		if (s->inlined && inner) {
			inner->caller_file = s->inlined->call_file;
			inner->caller_line = s->inlined->call_line;
			inner->caller_column = s->inlined->call_column;
		} else if (s->inlined) {
			p->hidden = s->inlined;
		}
	}
	find_beginnings(debug, addr, p->line, level, p->n_levels);
}

/* What a virtual call goes through to adjust `this`: it has a line, the class's, but is no code of
 * the programmer's, and debuggers step through. */
static bool is_thunk(struct object *debug, uint64_t addr)
{
	uint64_t offset;
	const char *symbol = object_symbol(debug, addr, &offset);

	return symbol && strstr(symbol, "thunk to ");
}

/* The recorder asks Valgrind of which file a row is, which knows the last row of an address.  The
 * statement there may be another one, of an inlined function of the system's: not to be shown. */
static bool is_systems_statement(struct object *debug, const struct line_row *line)
{
	const struct line_row *last;

	if (!line || !is_system_file(line->file))
		return false;
	last = object_last_line(debug, line->addr);
	return last && !is_system_file(last->file);
}

/* A thunk whose function was inlined in it, or a function of the system's that has only the code of
 * inlined functions of the program to be shown. */
static bool is_passed_through(struct object *debug, const struct function *f, bool system_too)
{
	return is_thunk(debug, f->low) || (!system_too && f->decl_file && is_system_file(f->decl_file));
}

static void find_function(struct object *debug, uint64_t addr, bool system_too, struct arena *a,
			  struct place *place)
{
	const struct function *f = place->function;

	place->ready = addr < f->low || addr >= f->body;
	place->entry_line = object_line(debug, f->low);
	place->scope = scope_at(f->scope, addr);
	find_levels(debug, addr, place, system_too, a);
	place->is_passed_through = is_passed_through(debug, f, system_too);
}

void place_find(struct object *debug, uint64_t addr, const char *steps_in, struct arena *a,
		struct place *place)
{
	*place = (struct place){ .ready = true };
	if (!debug)
		return;
	place->function = object_function(debug, addr);
	if (place->function || !is_thunk(debug, addr))
		place->line = object_line(debug, addr);
	if (!steps_in && is_systems_statement(debug, place->line))
		place->line = NULL;
	if (!steps_in && place->line)
		steps_in = place->line->file;
	if (place->function)
		find_function(debug, addr, steps_in && is_system_file(steps_in), a, place);
}

const struct scope *place_level_scope(const struct place *p, size_t level)
{
	return level ? p->level[level - 1].scope : NULL;
}

const char *place_level_name(const struct place *p, size_t level)
{
	if (level)
		return p->level[level - 1].scope->inlined->name;
	return p->function ? p->function->name : "???";
}

void place_level_line(const struct place *p, size_t level, const char **file, unsigned *line)
{
	*file = NULL;
	*line = 0;
	if (level < p->n_levels) {
		*file = p->level[level].caller_file;
		*line = p->level[level].caller_line;
	} else if (p->hidden) {
		*file = p->hidden->call_file;
		*line = p->hidden->call_line;
	} else if (p->line) {
		*file = p->line->file;
		*line = p->line->line;
	}
}
