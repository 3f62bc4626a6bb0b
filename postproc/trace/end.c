/* The recording as a whole; see end.h. */
#include "trace/end.h"

#include <string.h>

static void fill_objects(struct trace_end *end, const struct run *run, struct arena *a)
{
	size_t n = 0;
	struct end_object *list;

	for (const struct run_object *o = run->objects; o; o = o->next)
		n++;
	list = arena_array(a, n, sizeof *list);
	for (const struct run_object *o = run->objects; o; o = o->next)
		list[end->n_objects++] = (struct end_object){
			.path = o->path, .build_id = o->build_id,
			.traced = o->flags & SP_OBJECT_TRACED, .is_main = o->flags & SP_OBJECT_MAIN };
	end->object = list;
}

static void fill_heap(struct trace_end *end, const struct run *run)
{
	end->live_blocks = run->heap.count;
	for (struct tree_node *n = tree_first(&run->heap); n; n = tree_above(&run->heap, n->key))
		end->live_bytes += ((struct run_block *)n)->size;
}

static void fill_ending(struct trace_end *end, const struct run *run, struct arena *a)
{
	end->exec_path = run->exec_path;
	end->limit_recorded = run->limit_reached;
	end->ended = run->ended;
	if (!run->ended)
		return;
	end->reason = run->end.reason;
	end->code = run->end.code;
	end->allocs = run->end.allocs;
	end->frees = run->end.frees;
	end->alloc_bytes = run->end.bytes;
	if (end->reason == SP_END_SIGNAL) {
		const char *name = end->code < 65 ? sigabbrev_np((int)end->code) : NULL;
		end->signal_name = name ? arena_printf(a, "SIG%s", name) : "unknown signal";
	}
}

static size_t last_line(const struct buf *out)
{
	const char *newline = out->len ? memrchr(out->data, '\n', out->len) : NULL;

	return newline ? (size_t)(newline - out->data) + 1 : 0;
}

void end_fill(struct trace_end *end, const struct run *run, const struct trace *trace, struct arena *a)
{
	*end = (struct trace_end){
		.executable = run->executable ? run->executable : "",
		.directory = run->directory ? run->directory : "",
		.pid = run->pid, .forked = run->forked,
		.rows = run->steps, .sites = map_count(&run->sites),
		.out = run->out[1].data, .last_line = last_line(&run->out[1]),
		.in_len = run->out[0].len, .out_len = run->out[1].len, .err_len = run->out[2].len,
	};
	end->errors = run->errors;
	memcpy(end->errors_of, run->errors_of, sizeof end->errors_of);
	fill_objects(end, run, a);
	fill_heap(end, run);
	fill_ending(end, run, a);
	if (trace) {
		end->values = trace_values(trace);
		end->limit = trace_limit(trace);
		end->stopped_at_error = trace_stopped_at_error(trace);
		end->shown = trace_shown(trace);
		end->counted = trace_counted(trace);
		end->file = trace_files(trace, &end->n_files);
	}
}
