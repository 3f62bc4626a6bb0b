/* stats: the table of calling contexts. */
#include <stdlib.h>

#include "base/mem.h"
#include "sinks/stats.h"

static const struct table_column context_columns[] = {
	{ "self", "self", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "share", "self_share", TABLE_SHARE, TABLE_EVERYWHERE },
	{ "inclusive", "inclusive", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "share", "inclusive_share", TABLE_SHARE, TABLE_EVERYWHERE },
	{ "calls", "calls", TABLE_PAIR, TABLE_EVERYWHERE },
	{ NULL, "primitive_calls", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ NULL, "loads", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ NULL, "stores", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ "function <- who called it", "path", TABLE_PATH, TABLE_EVERYWHERE },
	{ NULL, "name", TABLE_NAME, TABLE_DATA_ONLY },
	{ NULL, "inlined", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ 0 },
};

static void put_node(struct table *t, const struct profile_node *n, const struct table_path *path,
		     uint64_t total)
{
	uint64_t self = n->self.n[PROFILE_INSTRUCTIONS];
	uint64_t inclusive = n->inclusive.n[PROFILE_INSTRUCTIONS];

	table_put_number(t, self);
	table_put_share(t, self, total);
	table_put_number(t, inclusive);
	table_put_share(t, inclusive, total);
	table_put_pair(t, n->calls, n->calls - n->calls_back);
	table_put_number(t, n->calls - n->calls_back);
	table_put_number(t, n->self.n[PROFILE_LOADS]);
	table_put_number(t, n->self.n[PROFILE_STORES]);
	table_put_path(t, path);
	table_put_name(t, n->function->name);
	table_put_number(t, n->is_inlined);
}

/* Parents come before their children. */
static void fill_contexts(struct table *t, const struct trace_end *end,
			  const struct sink_options *look, struct arena *a)
{
	const struct profile *p = end->profile;
	struct table_path *path = arena_array(a, p->n_nodes, sizeof *path);

	for (size_t i = 0; i < p->n_nodes; i++) {
		const struct profile_node *n = p->node[i];
		const struct profile_function *f = n->function;
		path[n->index] = (struct table_path){ n->parent ? &path[n->parent->index] : NULL, f->name };
		if (n->inclusive.n[PROFILE_INSTRUCTIONS] && !f->is_process &&
		    stats_is_chosen(look, f->begins.file, f->name))
			put_node(t, n, &path[n->index], p->total.n[PROFILE_INSTRUCTIONS]);
	}
}

const struct stats_table stats_contexts = {
	.name = "contexts", .rows = "contexts", .heading = "CALLING CONTEXTS, in instructions",
	.sort = "self",
	.columns = context_columns, .fill = fill_contexts,
};
