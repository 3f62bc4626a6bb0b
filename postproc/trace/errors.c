/* Memory errors of a step; see errors.h. */
#include "trace/errors.h"

/* What a message says to somebody who has never heard of Memcheck. */
struct error_kind { const char *name, *words; };

static const struct error_kind kinds[] = {
	[0]                          = { "other", "A memory error" },
	[SP_ERROR_READ]              = { "read", "Memory is read here that is not the program's" },
	[SP_ERROR_WRITE]             = { "write", "Memory is written here that is not the program's" },
	[SP_ERROR_JUMP]              = { "jump", "The program goes to where it has no code" },
	[SP_ERROR_CONDITION]         = { "condition", "What happens here depends on a value that was never set" },
	[SP_ERROR_VALUE]             = { "value", "An address is computed here from a value that was never set" },
	[SP_ERROR_PARAMETER]         = { "parameter", "Bytes that were never set are given to the system here" },
	[SP_ERROR_PARAMETER_ADDRESS] = { "parameter address",
					 "Memory that is not the program's is given to the system here" },
	[SP_ERROR_FREE]              = { "free", "What is freed here is no block of the heap, or none any more" },
	[SP_ERROR_MISMATCH]          = { "mismatch", "A block is freed here in another way than it was allocated" },
	[SP_ERROR_OVERLAP]           = { "overlap", "Memory is copied here to a place that overlaps it" },
	[SP_ERROR_SIZE]              = { "size", "The size asked for here cannot be meant" },
	[SP_ERROR_CHECK_UNDEFINED]   = { "check undefined", "Bytes that are checked here were never set" },
	[SP_ERROR_CHECK_ADDRESS]     = { "check address", "Memory that is checked here is not the program's" },
	[SP_ERROR_REALLOC_ZERO]      = { "realloc zero", "A block is resized to nothing here" },
	[SP_ERROR_ALIGNMENT]         = { "alignment", "The alignment asked for here cannot be" },
	[SP_ERROR_MEMPOOL]           = { "mempool", "There is no such pool of memory" },
};

static const struct error_kind *kind_of(uint64_t kind)
{
	return &kinds[kind < sizeof kinds / sizeof kinds[0] ? kind : 0];
}

const char *errors_kind_name(uint64_t kind)
{
	return kind_of(kind)->name;
}

/* The innermost frame that had a step: not one of a library that it has called. */
static const struct run_frame *frame_at_fault(const struct run_thread *t)
{
	for (size_t i = t->n; i > 0; i--)
		if (t->frame[i - 1].at)
			return &t->frame[i - 1];
	return NULL;
}

static void set_place(struct program *p, const struct run *run, struct trace_error *e)
{
	const struct run_frame *f = run->thread ? frame_at_fault(run->thread) : NULL;
	const struct place *place = f ? program_place(p, f->at) : NULL;

	if (!place)
		return;
	e->function = place_level_name(place, place->n_levels);
	place_level_line(place, place->n_levels, &e->file, &e->line);
}

static const char *words_of(const struct trace_error *e, const char *plain, struct arena *a)
{
	return arena_printf(a, "%s: %s.%s%s%s", plain, e->message, *e->description ? " " : "",
			    e->description, *e->description ? "." : "");
}

static struct trace_error *add(struct trace_step *s, struct arena *a)
{
	if (s->n_errors == ERRORS_MAX) {
		s->errors_cut++;
		return NULL;
	}
	if (!s->n_errors)
		s->error = arena_array(a, ERRORS_MAX, sizeof *s->error);
	return (struct trace_error *)&s->error[s->n_errors++];
}

void errors_note(struct program *p, const struct run *run, const struct record_error *rec,
		 struct arena *a, struct trace_step *s)
{
	struct trace_error *e = add(s, a);

	if (!e)
		return;
	*e = (struct trace_error){
		.kind = errors_kind_name(rec->kind), .addr = rec->addr, .size = rec->size,
		.message = arena_strndup(a, rec->message.at, rec->message.len),
		.description = arena_strndup(a, rec->description.at, rec->description.len) };
	set_place(p, run, e);
	if (!s->message)
		s->message = words_of(e, kind_of(rec->kind)->words, a);
}
