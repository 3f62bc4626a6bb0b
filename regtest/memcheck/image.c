/* What a recording says of memory, byte by byte, for the comparison with Memcheck:
 *
 *	image memory|steps FILE
 *
 * For each statement that was recorded, one line that says where it is, and a line for each variable
 * of its frames, each global and each live heap block (not with "steps"):
 *
 *	step ADDRESS BIAS SP THREAD FUNCTION:LINE
 *	var FRAME NAME ADDRESS SIZE BYTES VBITS        FRAME counts from the innermost, - is a global
 *	block ID ADDRESS SIZE BYTES VBITS
 *
 * Words are separated by tabs.  Numbers but FRAME, ID and LINE are hexadecimal, as are bytes.  Of BYTES "__" is one
 * that the recording has not, of VBITS one that is not addressable.  Of what is longer than LONGEST only the beginning is written.
 *
 * A step is shown when the next one is known; memory has changed by then.  So a second run follows
 * the first one, and is at the step when it is shown. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "run/run.h"
#include "stream/reader.h"
#include "trace/trace.h"

enum { LONGEST = 4096, FRAMES = 3 };

struct follower {
	struct reader *reader;
	struct run *run;
};

struct show {
	struct follower behind;
	bool steps_only;
	uint64_t *applied; size_t n, room;           /* STEP records up to each step counted */
	uint64_t shown;
};

/* A byte that is not to be had is "__". */
static void put_byte(bool is, uint8_t byte)
{
	if (is)
		printf("%02x", byte);
	else
		fputs("__", stdout);
}

static void put_memory(struct run *run, uint64_t addr, uint64_t size)
{
	uint8_t bytes[LONGEST], vbits[LONGEST];
	size_t len = size < LONGEST ? (size_t)size : LONGEST;
	size_t known = image_read(&run->image, addr, bytes, len);

	image_vbits(&run->image, addr, vbits, len);
	printf("\t%" PRIx64 "\t%" PRIx64 "\t", addr, size);
	for (size_t i = 0; i < len; i++)
		put_byte(i < known, bytes[i]);
	putchar('\t');
	for (size_t i = 0; i < len; i++)
		put_byte(!spans_has(&run->image.noaccess, addr + i), vbits[i]);
	putchar('\n');
}

static void put_var(struct run *run, const char *frame, const struct trace_var *var)
{
	const struct value *v = var->value;

	if (!v || !v->addr || !v->type || v->bit_size)
		return;
	uint64_t size = type_strip(v->type)->size;
	if (!size)
		return;
	printf("var\t%s\t%s", frame, var->name);
	put_memory(run, v->addr, size);
}

static void put_frames(struct run *run, const struct trace_step *s)
{
	for (size_t i = s->n_frames; i > 0 && s->n_frames - i < FRAMES; i--) {
		const struct trace_frame *f = &s->frame[i - 1];
		char text[24];
		snprintf(text, sizeof text, "%zu", s->n_frames - i);
		for (size_t k = 0; k < f->n_vars; k++)
			put_var(run, text, &f->var[k]);
	}
}

static void put_heap(struct run *run)
{
	for (struct tree_node *n = tree_first(&run->heap); n; n = tree_above(&run->heap, n->key)) {
		const struct run_block *b = (const struct run_block *)n;
		printf("block\t%" PRIu64, b->id);
		put_memory(run, n->key, b->size);
	}
}

/* Whatever comes before the next STEP record is what happened after this one. */
static void follow(struct follower *f, uint64_t steps)
{
	struct record r;

	while (f->run->steps < steps && reader_next(f->reader, &r))
		run_apply(f->run, &r);
}

static void show_step(void *ctx, const struct trace_step *s)
{
	struct show *show = ctx;
	struct run *run = show->behind.run;

	if (s->number > show->n)
		return;
	follow(&show->behind, show->applied[s->number - 1]);
	const struct run_thread *t = run->thread;
	const struct run_frame *top = &t->frame[t->n - 1];
	printf("step\t%" PRIx64 "\t%" PRIx64 "\t%" PRIx64 "\t%" PRIu64 "\t%s:%u\n", s->addr,
	       top->at && top->at->object ? top->at->object->bias : 0, top->reg[RUN_REG_SP], t->tid,
	       s->function, s->line);
	show->shown++;
	if (show->steps_only)
		return;
	put_frames(run, s);
	for (size_t i = 0; i < s->n_globals; i++)
		put_var(run, "-", &s->global[i]);
	put_heap(run);
}

static void note_counted(struct show *show, uint64_t counted, uint64_t steps)
{
	while (show->n < counted) {
		if (show->n == show->room) {
			show->room = show->room ? 2 * show->room : 1024;
			show->applied = mem_grow(show->applied, show->room, sizeof *show->applied);
		}
		show->applied[show->n++] = steps;
	}
}

static void read_all(struct reader *reader, struct show *show)
{
	static const struct trace_options options = {
		.every = EVERY_STATEMENT, .from = 1, .startup = true, .raw = true, .max_frames = 16,
		.limits = { .elements = 1, .depth = 1, .string = 1 } };
	struct run *run = run_new();
	struct trace *trace = trace_new(run, &options, show_step, show);
	struct record r;

	while (reader_next(reader, &r)) {
		run_apply(run, &r);
		if (r.tag != SP_REC_STEP)
			continue;
		/* The step that was held is shown in here, and is not the one that is counted. */
		trace_step_applied(trace);
		note_counted(show, trace_counted(trace), run->steps);
	}
	trace_finish(trace, NULL, false);
	trace_free(trace);
	run_free(run);
}

static struct reader *open_stream(const char *path)
{
	FILE *in = fopen(path, "rb");

	if (!in) {
		perror(path);
		exit(2);
	}
	return reader_open(in);
}

int main(int argc, char **argv)
{
	struct show show = { .shown = 0 };
	struct reader *reader;
	uint64_t at;
	const char *error;

	if (argc != 3)
		return 2;
	show.steps_only = strcmp(argv[1], "steps") == 0;
	reader = open_stream(argv[2]);
	show.behind = (struct follower){ .reader = open_stream(argv[2]), .run = run_new() };
	read_all(reader, &show);
	error = reader_error(reader, &at);
	printf("end\t%" PRIu64 "\t%s\n", show.shown, error ? error : "whole");
	reader_close(reader);
	reader_close(show.behind.reader);
	run_free(show.behind.run);
	free(show.applied);
	return fflush(stdout) != 0;
}
