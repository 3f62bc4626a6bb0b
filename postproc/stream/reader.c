/* Reader of a stream; see reader.h.  Mirror image of sppgrind/sp_stream.c. */
#include "stream/reader.h"

#include <stdlib.h>
#include <string.h>

#include "../sppgrind/sp_xxh64.h"
#include "base/mem.h"
#include "stream/cursor.h"
#include "stream/payload.h"

struct reader {
	FILE *in;
	uint64_t taken;                              /* bytes read from in */
	const char *error;                           /* sticky; NULL until the first fault */
	uint64_t error_offset;
	bool started;                                /* file header seen */
	uint8_t last_tag;                            /* of the last record; 0: none yet */
	bool open_block;                             /* the block at hand was never closed */
	uint32_t sequence;                           /* of the next block */
	uint64_t payload_offset;                     /* of block[0], in the stream */
	struct cursor c;                             /* what is left of the block */
	uint64_t last_site, last_addr[4], undefined_end;
	unsigned steps;                              /* of the last record, still to be delivered */
	uint64_t steps_offset;
	uint8_t block[SP_BLOCK_PAYLOAD_MAX];
};

static bool fail_at(struct reader *r, uint64_t offset, const char *why)
{
	if (!r->error) {
		r->error = why;
		r->error_offset = offset;
	}
	r->c.at = r->c.end;
	return false;
}

static uint32_t load32(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint64_t load64(const uint8_t *p)
{
	return load32(p) | (uint64_t)load32(p + 4) << 32;
}

static size_t take(struct reader *r, void *to, size_t len)
{
	size_t n = fread(to, 1, len, r->in);

	r->taken += n;
	return n;
}

static bool read_file_header(struct reader *r)
{
	uint8_t h[SP_FILE_HEADER_SIZE];
	size_t n = take(r, h, sizeof h);

	if (n == 0)
		return fail_at(r, 0, "the input is empty");
	if (n < 8 ? memcmp(h, SP_STREAM_MAGIC, n) : memcmp(h, SP_STREAM_MAGIC, 8))
		return fail_at(r, 0, "not an sppgrind stream");
	if (n < sizeof h)
		return fail_at(r, n, "the file header is cut off");
	if (load32(h + 8) != SP_STREAM_VERSION)
		return fail_at(r, 8, "a stream version that this spp-post does not know");
	if (load32(h + 12) != SP_FILE_HEADER_SIZE)
		return fail_at(r, 12, "bad length of the file header");
	return true;
}

static const char killed[] = "the recording stops here: the program or the recorder was killed";
static const char after_end[] = "bytes after the end of the recording";

static bool at_end_of_input(struct reader *r, uint64_t block_offset, size_t n)
{
	if (n == 0 && (r->last_tag == SP_REC_END || r->last_tag == SP_REC_EXEC))
		return false;                        /* the good ends */
	if (n == 0)
		return fail_at(r, block_offset, "the recording stops here without an end record");
	return fail_at(r, block_offset + n, "a block header is cut off");
}

static const char *bad_header(const struct reader *r, const uint8_t *h)
{
	uint32_t state = load32(h);

	if (state == 0)
		return killed;                       /* space reserved for a block, not yet begun */
	if (state != SP_BLOCK_CLOSED && state != SP_BLOCK_OPEN)
		return "not a block header";
	if (load32(h + 4) > SP_BLOCK_PAYLOAD_MAX)
		return "a block longer than blocks are";
	if (load32(h + 8) != r->sequence)
		return "a block out of sequence";
	if (load32(h + 12) != 0)
		return "a block header with an unknown field";
	return NULL;
}

static bool start_block(struct reader *r, const uint8_t *h, uint64_t block_offset)
{
	size_t len = load32(h + 4);
	size_t n = take(r, r->block, len);

	r->open_block = load32(h) == SP_BLOCK_OPEN;
	if (n < len && !r->open_block)
		return fail_at(r, block_offset + SP_BLOCK_HEADER_SIZE + n, "a block is cut off");
	if (!r->open_block && sp_xxh64(r->block, len, r->sequence) != load64(h + 16))
		return fail_at(r, block_offset, "a block's checksum is wrong");
	r->sequence++;
	r->payload_offset = block_offset + SP_BLOCK_HEADER_SIZE;
	r->c = (struct cursor){ .at = r->block, .end = r->block + n };
	r->last_site = 0;
	memset(r->last_addr, 0, sizeof r->last_addr);
	r->undefined_end = 0;
	return true;
}

static bool next_block(struct reader *r)
{
	uint8_t h[SP_BLOCK_HEADER_SIZE];
	uint64_t offset = r->taken;

	if (r->open_block)
		return fail_at(r, r->payload_offset + (uint64_t)(r->c.end - r->block), killed);
	size_t n = take(r, h, sizeof h);
	if (n < sizeof h)
		return at_end_of_input(r, offset, n);
	if (r->last_tag == SP_REC_END)
		return fail_at(r, offset, after_end);
	const char *why = bad_header(r, h);
	if (why)
		return fail_at(r, offset, why);
	return start_block(r, h, offset);
}

static void read_step(struct reader *r, struct record *out, int64_t difference)
{
	r->last_site += (uint64_t)difference;
	out->tag = SP_REC_STEP;
	out->u.step.site = r->last_site;
}

static void read_memory(struct reader *r, struct record *out, unsigned class, int64_t difference)
{
	r->last_addr[class] += (uint64_t)difference;
	out->tag = SP_REC_MEMORY;
	out->u.memory.class = class;
	out->u.memory.addr = r->last_addr[class];
}

static void read_short_memory(struct reader *r, struct record *out)
{
	unsigned mode = (out->tag >> 2) & 3, len = ((out->tag >> 4) & 7) + 1;
	int64_t difference = mode == 0 ? cursor_zigzag(&r->c) : SP_MEMORY_MODE(mode);

	read_memory(r, out, out->tag & 3, difference);
	out->u.memory.bytes = cursor_bytes(&r->c, len);
}

static void read_long_memory(struct reader *r, struct cursor *c, struct record *out)
{
	uint64_t class = cursor_varint(c);
	int64_t difference = cursor_zigzag(c);

	read_memory(r, out, class & 3, difference);
	out->u.memory.bytes = cursor_rest(c);
}

static void read_undefined(struct reader *r, struct cursor *c, struct record *out)
{
	struct record_range_only *range = &out->u.range;

	range->addr = r->undefined_end + (uint64_t)cursor_zigzag(c);
	range->len = cursor_varint(c);
	r->undefined_end = range->addr + range->len;
}

static void read_vbits(struct reader *r, struct cursor *c, struct record *out)
{
	struct record_vbits *v = &out->u.vbits;

	v->addr = r->undefined_end + (uint64_t)cursor_zigzag(c);
	v->bits = cursor_rest(c);
	r->undefined_end = v->addr + v->bits.len;
}

static void read_long(struct reader *r, struct record *out)
{
	uint64_t size = cursor_varint(&r->c);
	struct bytes payload = cursor_bytes(&r->c, size);
	struct cursor c = { .at = payload.at, .end = payload.at + payload.len };

	if (r->c.error)
		return;
	if (out->tag == SP_REC_STEP)
		read_step(r, out, cursor_zigzag(&c));
	else if (out->tag == SP_REC_MEMORY)
		read_long_memory(r, &c, out);
	else if (out->tag == SP_REC_UNDEFINED)
		read_undefined(r, &c, out);
	else if (out->tag == SP_REC_VBITS)
		read_vbits(r, &c, out);
	else
		payload_read(&c, out);
	r->c.error = c.error;
}

/* One of several in a record. */
static bool read_next_step(struct reader *r, struct record *out)
{
	r->steps--;
	read_step(r, out, 1);
	out->offset = r->steps_offset;
	r->last_tag = out->tag;
	return true;
}

static bool read_record(struct reader *r, struct record *out)
{
	out->offset = r->payload_offset + (uint64_t)(r->c.at - r->block);
	if (r->last_tag == SP_REC_END)
		return fail_at(r, out->offset, after_end);
	out->tag = *r->c.at++;
	if (out->tag >= SP_TAG_MEMORY)
		read_short_memory(r, out);
	else if (out->tag >= SP_TAG_STEP)
		read_step(r, out, (int)out->tag - SP_TAG_STEP_ZERO);
	else if (out->tag >= SP_TAG_STEPS) {
		r->steps = out->tag - SP_TAG_STEPS_ZERO;
		r->steps_offset = out->offset;
		return read_next_step(r, out);
	} else if (out->tag == 0)
		cursor_fail(&r->c, "tag 0");
	else
		read_long(r, out);
	if (r->c.error)
		return fail_at(r, out->offset, r->c.error);
	r->last_tag = out->tag;
	return true;
}

bool reader_next(struct reader *r, struct record *out)
{
	if (r->error)
		return false;
	if (!r->started) {
		r->started = true;
		if (!read_file_header(r))
			return false;
	}
	if (r->steps > 0)
		return read_next_step(r, out);
	while (r->c.at == r->c.end)
		if (!next_block(r))
			return false;
	return read_record(r, out);
}

struct reader *reader_open(FILE *in)
{
	struct reader *r = mem_alloc(sizeof *r);

	r->in = in;
	r->c.at = r->c.end = r->block;
	return r;
}

const char *reader_error(const struct reader *r, uint64_t *offset)
{
	*offset = r->error_offset;
	return r->error;
}

uint64_t reader_offset(const struct reader *r)
{
	return r->taken;
}

bool reader_may_wait(const struct reader *r)
{
	return r->c.at == r->c.end && r->steps == 0;
}

void reader_close(struct reader *r)
{
	free(r);
}
