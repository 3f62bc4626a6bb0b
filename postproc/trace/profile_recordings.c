/* The recordings that a profile is of, and the nodes of processes that are kept apart. */
#include <inttypes.h>
#include <string.h>

#include "base/mem.h"
#include "trace/profile_tree.h"

static bool is_known(const struct profile *p, const char *process)
{
	for (size_t i = 0; i < p->n_recordings; i++)
		if (!strcmp(p->recording[i].process, process))
			return true;
	return false;
}

static const char *process_name(struct profile *p, const struct run *run)
{
	struct arena *a = p->tables->arena;
	const char *path = run->executable ? run->executable : "";
	const char *slash = strrchr(path, '/');
	const char *text = arena_printf(a, "%s (%" PRIu64 ")", slash ? slash + 1 : path, run->pid);
	const char *process = text;

	for (size_t i = 2; is_known(p, process); i++)
		process = arena_printf(a, "%s #%zu", text, i);
	return process;
}

const char *profile_add_recording(struct profile *p, const struct run *run)
{
	size_t n = p->n_recordings;
	const char *process = process_name(p, run);

	if (!(n & (n - 1)))                      /* full at each power of two */
		p->recording = mem_grow(p->recording, n ? 2 * n : 1, sizeof *p->recording);
	p->recording[p->n_recordings++] = (struct profile_recording){
		arena_strdup(p->tables->arena, run->executable ? run->executable : ""), run->pid, process,
	};
	return process;
}

struct profile_node *profile_process(struct profile *p, const char *process)
{
	struct profile_place nowhere = { 0 };
	struct profile_function *f;

	f = profile_function(p, profile_object(p, NULL), process, process, nowhere);
	f->is_process = true;
	return profile_child(p, NULL, f, nowhere, false);
}
