/* leaks: heap blocks that were never freed, and where the last pointer to each lost one went;
 * docs/formats/leaks.md. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "sinks/json.h"
#include "sinks/sink.h"

struct sink { FILE *out; bool json; };

static const struct { enum trace_reach reach; const char *name; } kinds[] = {
	{ REACH_LOST, "definitely lost" },
	{ REACH_INDIRECTLY_LOST, "indirectly lost" },
	{ REACH_POSSIBLY_LOST, "possibly lost" },
	{ REACH_UNTYPED, "still reachable" },
};
enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

static void *open_leaks(FILE *out, const struct sink_options *options)
{
	struct sink *s = mem_alloc(sizeof *s);

	s->out = out;
	s->json = options->json;
	return s;
}

static void count_kind(const struct trace_leaks *l, enum trace_reach reach, uint64_t *blocks,
		       uint64_t *bytes)
{
	*blocks = *bytes = 0;
	for (size_t i = 0; i < l->n; i++)
		if (l->leak[i].reach == reach) {
			++*blocks;
			*bytes += l->leak[i].size;
		}
}

/* ---- text: blocks that differ in nothing but address and step are one entry ---- */

static int compare_texts(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL);
}

static int compare_places(const struct trace_origin *a, const struct trace_origin *b)
{
	int order = compare_texts(a->file, b->file);

	if (order == 0)
		order = (a->line > b->line) - (a->line < b->line);
	return order ? order : compare_texts(a->function, b->function);
}

static int compare_entries(const struct trace_leak *a, const struct trace_leak *b)
{
	int order = (a->reach < b->reach) - (a->reach > b->reach);

	if (order == 0)
		order = compare_places(&a->made, &b->made);
	if (order == 0)
		order = compare_places(&a->lost, &b->lost);
	if (order == 0)
		order = (int)a->cause - (int)b->cause;
	if (order == 0)
		order = (a->with != 0) - (b->with != 0);
	if (order == 0)
		order = compare_texts(a->kind, b->kind);
	return order ? order : compare_texts(a->pointer, b->pointer);
}

static int compare_leaks(const void *a, const void *b)
{
	const struct trace_leak *x = a, *y = b;
	int order = compare_entries(x, y);

	return order ? order : (x->made.step > y->made.step) - (x->made.step < y->made.step);
}

static void print_amount(FILE *out, uint64_t bytes, uint64_t blocks)
{
	fprintf(out, "%" PRIu64 " byte%s in %" PRIu64 " block%s", bytes, bytes == 1 ? "" : "s", blocks,
		blocks == 1 ? "" : "s");
}

static void print_place(FILE *out, const struct trace_origin *o, uint64_t first, uint64_t last)
{
	fprintf(out, first == last ? "at step %" PRIu64 : "at steps %" PRIu64 " to %" PRIu64, first, last);
	if (o->function)
		fprintf(out, " in %s", o->function);
	if (o->file)
		fprintf(out, " (%s:%u)", o->file, o->line);
}

static void print_cause(FILE *out, const struct trace_leak *l, uint64_t blocks)
{
	const char *them = blocks == 1 ? "it" : "them";

	switch (l->cause) {
	case LOSS_NEVER_STORED:
		fprintf(out, "no pointer to %s was stored", them);
		break;
	case LOSS_OVERWRITTEN:
		fprintf(out, "%s was overwritten", l->pointer ? l->pointer : "the last pointer");
		break;
	case LOSS_FRAME_ENDED:
		fprintf(out, "%s ended with its call", l->pointer ? l->pointer : "the last pointer");
		break;
	case LOSS_HOLDER_FREED:
		fputs("the block with the last pointer was freed", out);
		break;
	case LOSS_UNMAPPED:
		fputs("the memory with the last pointer was unmapped", out);
		break;
	case LOSS_AT_END:
		fputs("with the end of the program", out);
		break;
	}
	if (l->with)
		fprintf(out, ", which led to %s through other blocks", them);
}

static uint64_t first_lost(const struct trace_leak *l, size_t n, uint64_t *last)
{
	uint64_t first = l->lost.step;

	*last = first;
	for (size_t i = 1; i < n; i++) {
		if (l[i].lost.step < first)
			first = l[i].lost.step;
		if (l[i].lost.step > *last)
			*last = l[i].lost.step;
	}
	return first;
}

static void print_entry(FILE *out, const struct trace_leak *l, size_t n, const char *kind)
{
	uint64_t bytes = 0, first, last;

	for (size_t i = 0; i < n; i++)
		bytes += l[i].size;
	print_amount(out, bytes, n);
	fprintf(out, n == 1 ? " is %s\n" : " are %s\n", kind);
	fprintf(out, "   made by %s ", l->kind);
	print_place(out, &l->made, l->made.step, l[n - 1].made.step);
	fputs("\n   lost ", out);
	first = first_lost(l, n, &last);
	print_place(out, &l->lost, first, last);
	fputs(": ", out);
	print_cause(out, l, n);
	fputs("\n\n", out);
}

static void print_entries(FILE *out, const struct trace_leaks *list)
{
	struct trace_leak *l = mem_grow(NULL, list->n + 1, sizeof *l);

	if (list->n)
		memcpy(l, list->leak, list->n * sizeof *l);
	qsort(l, list->n, sizeof *l, compare_leaks);
	for (size_t i = 0, n; i < list->n && l[i].reach != REACH_UNTYPED; i += n) {
		size_t k = 0;
		for (n = 1; i + n < list->n && compare_entries(&l[i], &l[i + n]) == 0; )
			n++;
		while (k < N_KINDS - 1 && kinds[k].reach != l[i].reach)
			k++;
		print_entry(out, &l[i], n, kinds[k].name);
	}
	free(l);
}

static void print_text(FILE *out, const struct trace_leaks *l)
{
	uint64_t blocks, bytes;

	if (l->too_many)
		fputs("the blocks and the pointers to them are more than are looked at\n", out);
	print_entries(out, l);
	for (size_t k = 0; k < N_KINDS; k++) {
		count_kind(l, kinds[k].reach, &blocks, &bytes);
		fprintf(out, "%s: ", kinds[k].name);
		print_amount(out, bytes, blocks);
		fputs("\n", out);
	}
	fputs("of libraries: ", out);
	print_amount(out, l->library_bytes, l->library_blocks);
	fputs("\n", out);
}

/* ---- JSON: every block ---- */

static void add(struct json_object *o, const char *key, struct json_object *value)
{
	json_object_object_add(o, key, value);
}

static struct json_object *number(uint64_t n)
{
	return json_object_new_int64((int64_t)n);
}

static struct json_object *json_of_place(const struct trace_origin *o)
{
	struct json_object *place = json_object_new_object();

	add(place, "step", number(o->step));
	if (o->function)
		add(place, "function", json_string(o->function));
	if (o->file) {
		add(place, "file", json_text(o->file, strlen(o->file)));
		add(place, "line", number(o->line));
	}
	return place;
}

static struct json_object *json_of_loss(const struct trace_leak *l)
{
	static const char *const cause[] = {
		[LOSS_NEVER_STORED] = "never stored", [LOSS_OVERWRITTEN] = "overwritten",
		[LOSS_FRAME_ENDED] = "call ended", [LOSS_HOLDER_FREED] = "block freed",
		[LOSS_UNMAPPED] = "unmapped", [LOSS_AT_END] = "end",
	};
	struct json_object *o = json_of_place(&l->lost);

	add(o, "cause", json_string(cause[l->cause]));
	if (l->pointer)
		add(o, "pointer", json_string(l->pointer));
	if (l->with)
		add(o, "with", json_address(l->with));
	return o;
}

static struct json_object *json_of_leak(const struct trace_leak *l, const char *kind)
{
	struct json_object *o = json_object_new_object();

	add(o, "address", json_address(l->addr));
	add(o, "size", number(l->size));
	add(o, "allocator", json_string(l->kind));
	add(o, "kind", json_string(kind));
	add(o, "made", json_of_place(&l->made));
	if (l->reach != REACH_UNTYPED)
		add(o, "lost", json_of_loss(l));
	return o;
}

static struct json_object *json_of_amount(uint64_t bytes, uint64_t blocks)
{
	struct json_object *o = json_object_new_object();

	add(o, "bytes", number(bytes));
	add(o, "blocks", number(blocks));
	return o;
}

static void print_json(FILE *out, const struct trace_leaks *l)
{
	struct json_object *all = json_object_new_object(), *list = json_object_new_array();
	struct json_object *summary = json_object_new_object();
	uint64_t blocks, bytes;

	for (size_t k = 0; k < N_KINDS; k++) {
		for (size_t i = 0; i < l->n; i++)
			if (l->leak[i].reach == kinds[k].reach)
				json_object_array_add(list, json_of_leak(&l->leak[i], kinds[k].name));
		count_kind(l, kinds[k].reach, &blocks, &bytes);
		add(summary, kinds[k].name, json_of_amount(bytes, blocks));
	}
	add(summary, "of libraries", json_of_amount(l->library_bytes, l->library_blocks));
	if (l->too_many)
		add(all, "too_many", json_object_new_boolean(true));
	add(all, "blocks", list);
	add(all, "summary", summary);
	json_write(out, all);
}

static void close_leaks(void *self, const struct trace_end *e)
{
	struct sink *s = self;

	if (s->json)
		print_json(s->out, e->leaks);
	else
		print_text(s->out, e->leaks);
	free(s);
}

const struct sink_type sink_leaks = {
	.name = "leaks", .summary = "heap blocks never freed, and where the last pointer to each went",
	.needs = SINK_LEAKS | SINK_COUNT | SINK_WHOLE,
	.open = open_leaks, .close = close_leaks,
};
