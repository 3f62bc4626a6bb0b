/* pprof: profile.proto, compressed with gzip, for `go tool pprof` and what else reads it;
 * docs/formats/pprof.md.  The numbers of fields are those of google/pprof's proto/profile.proto.
 *
 * What a message refers to by number is written when it is first referred to: the order of fields of
 * different kinds means nothing, and nothing but the tables of numbers is kept. */
#include <stdlib.h>
#include <string.h>

#include "base/ids.h"
#include "base/mem.h"
#include "sinks/gzip.h"
#include "sinks/proto.h"
#include "sinks/sink.h"

enum profile_field {
	SAMPLE_TYPE = 1, SAMPLE = 2, MAPPING = 3, LOCATION = 4, FUNCTION = 5, STRING_TABLE = 6,
	PERIOD_TYPE = 11, PERIOD = 12, COMMENT = 13, DEFAULT_SAMPLE_TYPE = 14
};
enum value_type_field { TYPE_TYPE = 1, TYPE_UNIT = 2 };
enum sample_field { SAMPLE_LOCATION_ID = 1, SAMPLE_VALUE = 2, SAMPLE_LABEL = 3 };
enum label_field { LABEL_KEY = 1, LABEL_STR = 2 };
enum mapping_field {
	MAPPING_ID = 1, MAPPING_START = 2, MAPPING_LIMIT = 3, MAPPING_FILENAME = 5, MAPPING_BUILD_ID = 6,
	MAPPING_HAS_FUNCTIONS = 7, MAPPING_HAS_INLINE_FRAMES = 10
};
enum location_field { LOCATION_ID = 1, LOCATION_MAPPING_ID = 2, LOCATION_ADDRESS = 3, LOCATION_LINE = 4 };
enum line_field { LINE_FUNCTION_ID = 1, LINE_LINE = 2 };
enum function_field {
	FUNCTION_ID = 1, FUNCTION_NAME = 2, FUNCTION_SYSTEM_NAME = 3, FUNCTION_FILENAME = 4,
	FUNCTION_START_LINE = 5
};

enum {
	CALLS = PROFILE_EVENTS, ALLOC_OBJECTS, ALLOC_SPACE, INUSE_OBJECTS, INUSE_SPACE,
	PEAK_OBJECTS, PEAK_SPACE, VALUES
};
static const struct { const char *name, *unit; } value_type[VALUES] = {
	[PROFILE_INSTRUCTIONS] = { "instructions", "count" },
	[PROFILE_LOADS] = { "loads", "count" }, [PROFILE_STORES] = { "stores", "count" },
	[CALLS] = { "calls", "count" },
	[ALLOC_OBJECTS] = { "alloc_objects", "count" }, [ALLOC_SPACE] = { "alloc_space", "bytes" },
	[INUSE_OBJECTS] = { "inuse_objects", "count" }, [INUSE_SPACE] = { "inuse_space", "bytes" },
	[PEAK_OBJECTS] = { "peak_objects", "count" }, [PEAK_SPACE] = { "peak_space", "bytes" },
};

struct sink {
	FILE *out;
	struct gzip *gzip;
	struct ids strings, frames, locations;
	size_t *frame;                       /* by index of the node: function and what it is inlined in */
	struct buf message, part, field;
	struct buf callers, stack, values;   /* of a sample: numbers, packed */
};

static void *open_pprof(FILE *out, const struct sink_options *options)
{
	struct sink *s = mem_alloc(sizeof *s);

	(void)options;
	s->out = out;
	return s;
}

static void put(struct sink *s, unsigned field, const void *p, size_t len)
{
	s->field.len = 0;
	proto_bytes(&s->field, field, p, len);
	gzip_write(s->gzip, s->field.data, s->field.len);
}

static void put_message(struct sink *s, unsigned field)
{
	put(s, field, s->message.data, s->message.len);
	s->message.len = 0;
}

static size_t string_of(struct sink *s, const char *text)
{
	size_t n = s->strings.n, id = ids_of(&s->strings, text ? text : "", text ? strlen(text) : 0);

	if (id == n)
		put(s, STRING_TABLE, text, text ? strlen(text) : 0);
	return id;
}

/* ---- tables ---- */

static void put_type(struct sink *s, unsigned field, int value)
{
	proto_number(&s->message, TYPE_TYPE, string_of(s, value_type[value].name));
	proto_number(&s->message, TYPE_UNIT, string_of(s, value_type[value].unit));
	put_message(s, field);
}

static void put_types(struct sink *s)
{
	for (int i = 0; i < VALUES; i++)
		put_type(s, SAMPLE_TYPE, i);
	put_type(s, PERIOD_TYPE, PROFILE_INSTRUCTIONS);
	proto_number(&s->message, PERIOD, 1);
	proto_number(&s->message, DEFAULT_SAMPLE_TYPE,
		     string_of(s, value_type[PROFILE_INSTRUCTIONS].name));
	gzip_write(s->gzip, s->message.data, s->message.len);
	s->message.len = 0;
}

static void put_mapping(struct sink *s, const struct profile_object *o)
{
	if (!o->path[0])
		return;
	proto_number(&s->message, MAPPING_ID, o->index + 1);
	proto_number(&s->message, MAPPING_START, o->low);
	proto_number(&s->message, MAPPING_LIMIT, o->high);
	proto_number(&s->message, MAPPING_FILENAME, string_of(s, o->path));
	proto_number(&s->message, MAPPING_BUILD_ID, string_of(s, o->build_id));
	for (unsigned has = MAPPING_HAS_FUNCTIONS; has <= MAPPING_HAS_INLINE_FRAMES; has++)
		proto_number(&s->message, has, 1);
	put_message(s, MAPPING);
}

/* pprof takes the first one for the program. */
static void put_mappings(struct sink *s, const struct profile *p)
{
	const char *program = p->recording[0].executable;

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < p->n_objects; i++)
			if ((strcmp(p->object[i]->path, program) == 0) == (pass == 0))
				put_mapping(s, p->object[i]);
}

static void put_functions(struct sink *s, const struct profile *p)
{
	for (size_t i = 0; i < p->n_functions; i++) {
		const struct profile_function *f = p->function[i];
		if (f->is_process)
			continue;
		proto_number(&s->message, FUNCTION_ID, f->index + 1);
		proto_number(&s->message, FUNCTION_NAME, string_of(s, f->name));
		proto_number(&s->message, FUNCTION_SYSTEM_NAME, string_of(s, f->name));
		proto_number(&s->message, FUNCTION_FILENAME, string_of(s, f->begins.file));
		proto_number(&s->message, FUNCTION_START_LINE, f->begins.line);
		put_message(s, FUNCTION);
	}
}

static void put_recordings(struct sink *s, const struct profile *p)
{
	for (size_t i = 0; i < p->n_recordings; i++)
		proto_number(&s->message, COMMENT, string_of(s, p->recording[i].executable));
	gzip_write(s->gzip, s->message.data, s->message.len);
	s->message.len = 0;
}

/* ---- locations ---- */

/* Parents come before what is inlined in them. */
static void number_frames(struct sink *s, const struct profile *p)
{
	s->frame = mem_alloc((p->n_nodes + 1) * sizeof *s->frame);
	for (size_t i = 0; i < p->n_nodes; i++) {
		const struct profile_node *n = p->node[i];
		uint64_t key[3] = { n->function->index };
		if (n->is_inlined && n->parent) {
			key[1] = s->frame[n->parent->index] + 1;
			key[2] = n->call.id;
		}
		s->frame[i] = ids_of(&s->frames, key, sizeof key);
	}
}

static void add_line(struct sink *s, const struct profile_node *n, struct profile_place at)
{
	s->part.len = 0;
	proto_number(&s->part, LINE_FUNCTION_ID, n->function->index + 1);
	proto_number(&s->part, LINE_LINE, at.line);
	proto_bytes(&s->message, LOCATION_LINE, s->part.data, s->part.len);
}

/* Lines: the innermost first. */
static void put_location(struct sink *s, size_t id, const struct profile_node *n,
			 struct profile_place at, uint64_t addr)
{
	proto_number(&s->message, LOCATION_ID, id + 1);
	add_line(s, n, at);
	for (; n->is_inlined && n->parent; n = n->parent)
		add_line(s, n->parent, n->call);
	const struct profile_object *o = n->function->object;
	if (o->path[0])
		proto_number(&s->message, LOCATION_MAPPING_ID, o->index + 1);
	if (addr)
		proto_number(&s->message, LOCATION_ADDRESS, addr + o->bias);
	put_message(s, LOCATION);
}

static size_t location_of(struct sink *s, const struct profile_node *n, struct profile_place at,
			  uint64_t addr)
{
	uint64_t key[2] = { s->frame[n->index], at.id };
	size_t known = s->locations.n, id = ids_of(&s->locations, key, sizeof key);

	if (id == known)
		put_location(s, id, n, at, addr);
	return id + 1;
}

/* ---- samples ---- */

/* The locations of the calls that led to a node, the innermost first. */
static void find_callers(struct sink *s, const struct profile_node *n)
{
	s->callers.len = 0;
	for (;;) {
		while (n->is_inlined && n->parent)
			n = n->parent;
		if (!n->parent || n->parent->function->is_process)
			return;
		proto_varint(&s->callers, location_of(s, n->parent, n->call, n->call_addr));
		n = n->parent;
	}
}

static void add_process(struct sink *s, const struct profile_node *n)
{
	if (!n->function->process)
		return;
	s->part.len = 0;
	proto_number(&s->part, LABEL_KEY, string_of(s, "process"));
	proto_number(&s->part, LABEL_STR, string_of(s, n->function->process));
	proto_bytes(&s->message, SAMPLE_LABEL, s->part.data, s->part.len);
}

static void put_sample(struct sink *s, const struct profile_node *n, size_t location,
		       const uint64_t values[VALUES])
{
	s->stack.len = s->values.len = 0;
	proto_varint(&s->stack, location);
	buf_add(&s->stack, s->callers.data, s->callers.len);
	for (int i = 0; i < VALUES; i++)
		proto_varint(&s->values, values[i]);
	proto_bytes(&s->message, SAMPLE_LOCATION_ID, s->stack.data, s->stack.len);
	proto_bytes(&s->message, SAMPLE_VALUE, s->values.data, s->values.len);
	add_process(s, n);
	put_message(s, SAMPLE);
}

/* Calls are counted where the function begins. */
static void put_node(struct sink *s, const struct profile_node *n)
{
	if (!n->line && !n->calls)
		return;
	find_callers(s, n);
	for (const struct profile_line *l = n->line; l; l = l->next) {
		uint64_t values[VALUES] = { 0 };
		memcpy(values, l->self.n, sizeof l->self.n);
		put_sample(s, n, location_of(s, n, l->at, l->addr), values);
	}
	if (n->calls) {
		uint64_t values[VALUES] = { [CALLS] = n->calls };
		put_sample(s, n, location_of(s, n, n->function->begins, 0), values);
	}
}

/* At the call of the allocation function, as what people look for is who called it. */
static void put_heap(struct sink *s, const struct profile_node *n)
{
	const struct profile_heap *h = &n->heap;
	const struct profile_node *caller = n->parent;
	const uint64_t values[VALUES] = {
		[ALLOC_OBJECTS] = h->allocated.blocks, [ALLOC_SPACE] = h->allocated.bytes,
		[INUSE_OBJECTS] = h->live.blocks, [INUSE_SPACE] = h->live.bytes,
		[PEAK_OBJECTS] = h->at_peak.blocks, [PEAK_SPACE] = h->at_peak.bytes,
	};
	bool has_caller = caller && !caller->function->is_process;

	if (!h->allocated.blocks)
		return;
	find_callers(s, has_caller ? caller : n);
	put_sample(s, n, has_caller ? location_of(s, caller, n->call, n->call_addr)
		   : location_of(s, n, n->function->begins, 0), values);
}

static void put_profile(struct sink *s, const struct profile *p)
{
	string_of(s, "");
	put_types(s);
	put_mappings(s, p);
	put_functions(s, p);
	put_recordings(s, p);
	number_frames(s, p);
	for (size_t i = 0; i < p->n_nodes; i++) {
		put_node(s, p->node[i]);
		put_heap(s, p->node[i]);
	}
}

static void close_pprof(void *self, const struct trace_end *end)
{
	struct sink *s = self;

	s->gzip = gzip_open(s->out);
	put_profile(s, end->profile);
	gzip_close(s->gzip);
	ids_free(&s->strings);
	ids_free(&s->frames);
	ids_free(&s->locations);
	free(s->frame);
	buf_free(&s->message);
	buf_free(&s->part);
	buf_free(&s->field);
	buf_free(&s->callers);
	buf_free(&s->stack);
	buf_free(&s->values);
	free(s);
}

/* As Memcheck counts. */
static const struct heap_rules rules = { .stays = false };

const struct sink_type sink_pprof = {
	.name = "pprof",
	.summary = "costs of calling contexts, line by line, for go tool pprof",
	.needs = SINK_PROFILE | SINK_MERGES | SINK_WHOLE,
	.heap = &rules,
	.open = open_pprof, .close = close_pprof,
};
