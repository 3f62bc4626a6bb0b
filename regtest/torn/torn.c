/* Damages a stream in every way asked for and reads each damaged copy in this process:
 *
 *	torn cut FILE          cut at every byte: records as text
 *	torn change FILE       each byte changed, in two ways: records as text
 *	torn hostile FILE      each byte of a payload changed and the checksum made good again
 *	torn steps FILE        cuts and hostile changes at every third byte: the sink "steps"
 *	torn sink FILE NAME N  hostile changes at every Nth byte: the sink of that name
 *	torn sample FILE N     cut at N places: the number of records
 *
 * What must come out: every record of the blocks before the fault and nothing behind it, then an
 * error whose offset is not before the damaged block.  A hostile stream has no fault to report; it
 * must only be survived.  Prints a line for each failure, and the number of cases. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../sppgrind/sp_xxh64.h"
#include "base/buf.h"
#include "base/mem.h"
#include "front/options.h"
#include "front/passes.h"
#include "run/run.h"
#include "stream/dump.h"
#include "stream/reader.h"

enum { SECONDS_A_CASE = 20, BLOCKS_MAX = 4096, SINK_STRIDE = 3 };

/* A whole stream, and where its blocks are: header at start, end exclusive. */
struct stream {
	struct buf bytes;
	size_t n_blocks;
	struct block { size_t start, end; } block[BLOCKS_MAX];
};

static unsigned long cases, failures;

static void fail(const char *what, size_t at, const char *why)
{
	printf("%s at %zu: %s\n", what, at, why);
	failures++;
}

static uint32_t load32(const char *p)
{
	uint32_t x;

	memcpy(&x, p, sizeof x);
	return x;
}

static struct buf load(const char *path)
{
	FILE *in = fopen(path, "rb");
	struct buf b = { 0 };
	char piece[4096];
	size_t n;

	if (!in) {
		perror(path);
		exit(2);
	}
	while ((n = fread(piece, 1, sizeof piece, in)) > 0)
		buf_add(&b, piece, n);
	fclose(in);
	return b;
}

static void find_blocks(struct stream *s)
{
	size_t at = SP_FILE_HEADER_SIZE;

	while (at + SP_BLOCK_HEADER_SIZE <= s->bytes.len && s->n_blocks < BLOCKS_MAX) {
		struct block *b = &s->block[s->n_blocks++];
		b->start = at;
		b->end = at += SP_BLOCK_HEADER_SIZE + load32(s->bytes.data + at + 4);
	}
	if (at != s->bytes.len || s->n_blocks == 0) {
		fprintf(stderr, "the stream is not whole, or has no blocks\n");
		exit(2);
	}
}

/* Where the block begins that byte `at` is of: all before it is whole. */
static size_t whole_before(const struct stream *s, size_t at)
{
	size_t whole = 0;

	for (size_t i = 0; i < s->n_blocks && s->block[i].start <= at; i++)
		whole = s->block[i].start;
	return whole;
}

/* fmemopen() knows no empty file. */
static FILE *open_bytes(const char *p, size_t len)
{
	FILE *in = len ? fmemopen((void *)p, len, "rb") : fopen("/dev/null", "rb");

	if (!in) {
		perror("fmemopen");
		exit(2);
	}
	return in;
}

/* ---- records ---- */

struct read {
	struct buf text;
	uint64_t records, last_offset, offset;
	const char *error;
};

static struct read read_records(const char *p, size_t len, bool as_text)
{
	FILE *in = open_bytes(p, len);
	struct reader *r = reader_open(in);
	struct run *run = run_new();
	struct record rec;
	struct read result = { .records = 0 };

	alarm(SECONDS_A_CASE);
	for (; reader_next(r, &rec); result.records++) {
		result.last_offset = rec.offset;
		if (as_text) {
			run_apply(run, &rec);
			dump_record(&result.text, &rec);
		}
	}
	result.error = reader_error(r, &result.offset);
	run_free(run);
	reader_close(r);
	fclose(in);
	cases++;
	return result;
}

/* How much of the whole's text is of records before an offset. */
static size_t text_before(const struct buf *text, size_t offset)
{
	const char *p = text->data, *end = text->data + text->len;

	while (p < end && strtoull(p, NULL, 10) < offset)
		p = (const char *)memchr(p, '\n', (size_t)(end - p)) + 1;
	return (size_t)(p - text->data);
}

static void check_text(const struct stream *s, const struct buf *whole, const char *what,
		       const char *p, size_t len, size_t at)
{
	struct read got = read_records(p, len, true);
	size_t good = whole_before(s, at), expected = text_before(whole, good);

	if (!got.error)
		fail(what, at, "no error");
	else if (got.offset < good || got.offset > len)
		fail(what, at, "the error's offset is before the damaged block or behind the end");
	if (got.text.len < expected)
		fail(what, at, "whole records are missing");
	else if (got.text.len > expected)
		fail(what, at, "records of the damaged block came out");
	else if (memcmp(got.text.data ? got.text.data : "", whole->data, expected) != 0)
		fail(what, at, "records have changed");
	buf_free(&got.text);
}

static void cut_all(struct stream *s, const struct buf *whole)
{
	for (size_t len = 0; len < s->bytes.len; len++)
		check_text(s, whole, "cut", s->bytes.data, len, len);
}

static void change_all(struct stream *s, const struct buf *whole)
{
	for (size_t at = 0; at < s->bytes.len; at++) {
		char was = s->bytes.data[at];
		s->bytes.data[at] = (char)(was ^ 0x55);
		check_text(s, whole, "byte ^ 0x55", s->bytes.data, s->bytes.len, at);
		s->bytes.data[at] = (char)(was + 1);
		check_text(s, whole, "byte + 1", s->bytes.data, s->bytes.len, at);
		s->bytes.data[at] = was;
	}
}

/* ---- hostile payloads ---- */

static void seal(struct stream *s, size_t i)
{
	char *block = s->bytes.data + s->block[i].start;
	uint64_t sum = sp_xxh64((uint8_t *)block + SP_BLOCK_HEADER_SIZE,
				s->block[i].end - s->block[i].start - SP_BLOCK_HEADER_SIZE, i);

	memcpy(block + 16, &sum, sizeof sum);
}

/* Calls f for bytes of block i's payload, changed in several ways behind a good checksum. */
static void each_change(struct stream *s, size_t i, size_t stride,
			void (*f)(struct stream *, size_t at))
{
	size_t start = s->block[i].start + SP_BLOCK_HEADER_SIZE;

	for (size_t at = start; at < s->block[i].end; at += stride) {
		char was = s->bytes.data[at];
		const char other[] = { (char)(was ^ 0x55), (char)(was + 1), (char)(was ^ 0x80),
				       '\xff', 0 };
		for (size_t k = 0; k < sizeof other; k++) {
			s->bytes.data[at] = other[k];
			seal(s, i);
			f(s, at);
		}
		s->bytes.data[at] = was;
	}
	seal(s, i);
}

static void survive_records(struct stream *s, size_t at)
{
	struct read got = read_records(s->bytes.data, s->bytes.len, true);

	if (got.error && got.offset < whole_before(s, at))
		fail("hostile", at, "an error before the change");
	buf_free(&got.text);
}

static void hostile_all(struct stream *s)
{
	for (size_t i = 0; i < s->n_blocks; i++)
		each_change(s, i, 1, survive_records);
}

/* ---- sinks ---- */

static struct options sink_options;

static int convert(const char *p, size_t len, struct buf *text)
{
	FILE *in = open_bytes(p, len);
	char *data = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&data, &n);

	alarm(SECONDS_A_CASE);
	int code = passes_run(&sink_options, in, out);
	fclose(in);
	fclose(out);
	text->len = 0;
	buf_add(text, data, n);
	free(data);
	cases++;
	return code;
}

/* All lines but the last are the whole's. */
static bool is_prefix(const struct buf *text, const struct buf *whole)
{
	size_t len = text->len;

	while (len > 0 && text->data[len - 1] == '\n')
		len--;
	while (len > 0 && text->data[len - 1] != '\n')
		len--;
	return len <= whole->len && memcmp(text->data ? text->data : "", whole->data, len) == 0;
}

static void cut_steps(struct stream *s, const struct buf *whole)
{
	struct buf text = { 0 };

	for (size_t len = 0; len < s->bytes.len; len += SINK_STRIDE) {
		if (convert(s->bytes.data, len, &text) != 3)
			fail("steps of a cut", len, "the exit code is not 3");
		if (!is_prefix(&text, whole))
			fail("steps of a cut", len, "steps have changed");
	}
	buf_free(&text);
}

static void survive_sink(struct stream *s, size_t at)
{
	struct buf text = { 0 };
	int code = convert(s->bytes.data, s->bytes.len, &text);

	if (code != 0 && code != 1 && code != 3)
		fail("hostile", at, "an exit code that is not 0, 1 or 3");
	buf_free(&text);
}

static void steps_all(struct stream *s)
{
	static char *words[] = { "spp-post", "steps", "--every=statement", "--max-steps=0", NULL };
	struct buf whole = { 0 };

	if (options_parse(&sink_options, 4, words) != OPTIONS_GO)
		exit(2);
	if (convert(s->bytes.data, s->bytes.len, &whole) != 0)
		fail("steps", 0, "the whole stream has no steps");
	cut_steps(s, &whole);
	for (size_t i = 0; i < s->n_blocks; i++)
		each_change(s, i, SINK_STRIDE, survive_sink);
	buf_free(&whole);
}

static void sink_all(struct stream *s, char *name, size_t stride)
{
	char *words[] = { "spp-post", name, NULL };
	struct buf whole = { 0 };

	if (options_parse(&sink_options, 2, words) != OPTIONS_GO)
		exit(2);
	if (convert(s->bytes.data, s->bytes.len, &whole) != 0)
		fail(name, 0, "the whole stream has no profile");
	for (size_t i = 0; i < s->n_blocks; i++)
		each_change(s, i, stride, survive_sink);
	buf_free(&whole);
}

/* ---- a big stream ---- */

/* counts[i]: records before block i. */
static uint64_t *count_records(const struct stream *s)
{
	uint64_t *counts = mem_grow(NULL, s->n_blocks + 1, sizeof *counts);

	counts[0] = 0;
	for (size_t i = 0; i < s->n_blocks; i++)
		counts[i + 1] = read_records(s->bytes.data, s->block[i].end, false).records;
	return counts;
}

static void sample_cuts(const struct stream *s, unsigned long n)
{
	uint64_t *counts = count_records(s);

	for (unsigned long k = 0; k < n; k++) {
		size_t len = (size_t)((s->bytes.len - 1) * (uint64_t)k / n), i = 0;
		struct read got = read_records(s->bytes.data, len, false);
		while (i < s->n_blocks && s->block[i].end <= len)
			i++;
		if (!got.error || got.offset > len)
			fail("cut", len, "no error, or its offset is behind the cut");
		if (got.records != counts[i])
			fail("cut", len, "not every record of the whole blocks, or more");
	}
	free(counts);
}

int main(int argc, char **argv)
{
	static struct stream s;
	const char *what = argc > 2 ? argv[1] : "";

	if (argc < 3)
		return 2;
	s.bytes = load(argv[2]);
	find_blocks(&s);
	struct read whole = read_records(s.bytes.data, s.bytes.len, true);
	if (whole.error)
		fail("the whole stream", (size_t)whole.offset, whole.error);
	if (!strcmp(what, "cut"))
		cut_all(&s, &whole.text);
	else if (!strcmp(what, "change"))
		change_all(&s, &whole.text);
	else if (!strcmp(what, "hostile"))
		hostile_all(&s);
	else if (!strcmp(what, "steps"))
		steps_all(&s);
	else if (!strcmp(what, "sink") && argc > 4)
		sink_all(&s, argv[3], strtoul(argv[4], NULL, 10));
	else if (!strcmp(what, "sample") && argc > 3)
		sample_cuts(&s, strtoul(argv[3], NULL, 10));
	else
		return 2;
	printf("%s: %lu cases in %zu blocks, %lu failures\n", what, cases, s.n_blocks, failures);
	buf_free(&whole.text);
	buf_free(&s.bytes);
	return failures != 0;
}
