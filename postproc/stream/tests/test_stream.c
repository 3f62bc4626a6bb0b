/* Unit tests of stream/: the reader against bytes written by hand, the checksum, records as
 * text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../sppgrind/sp_xxh64.h"
#include "base/buf.h"
#include "stream/cursor.h"
#include "stream/dump.h"
#include "stream/reader.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define BYTES(s) s, sizeof s - 1

enum { FIRST_BLOCK = SP_FILE_HEADER_SIZE, FIRST_RECORD = FIRST_BLOCK + SP_BLOCK_HEADER_SIZE };

#define END_RECORD "\x19\x06\x00\x03\x05\x02\x01\x30"
#define END_TEXT "END reason=0 code=3 steps=5 allocations=2 frees=1 bytes=48"

/* ---- writing streams ---- */

static void add_u32(struct buf *b, uint32_t x)
{
	uint8_t p[4] = { (uint8_t)x, (uint8_t)(x >> 8), (uint8_t)(x >> 16), (uint8_t)(x >> 24) };

	buf_add(b, p, sizeof p);
}

static void add_file_header(struct buf *b)
{
	buf_puts(b, "SPPGRIND");
	add_u32(b, 1);
	add_u32(b, 16);
}

static void add_block(struct buf *b, uint32_t state, uint32_t sequence, const void *payload,
		      size_t len)
{
	uint64_t sum = sp_xxh64(payload, len, sequence);

	add_u32(b, state);
	add_u32(b, (uint32_t)len);
	add_u32(b, sequence);
	add_u32(b, 0);
	add_u32(b, (uint32_t)sum);
	add_u32(b, (uint32_t)(sum >> 32));
	buf_add(b, payload, len);
}

/* A stream of one closed block. */
static struct buf one_block(const void *payload, size_t len)
{
	struct buf b = { 0 };

	add_file_header(&b);
	add_block(&b, SP_BLOCK_CLOSED, 0, payload, len);
	return b;
}

static struct buf two_records(const void *first, size_t len)
{
	struct buf payload = { 0 };

	buf_add(&payload, first, len);
	buf_add(&payload, BYTES(END_RECORD));
	struct buf b = one_block(payload.data, payload.len);
	buf_free(&payload);
	return b;
}

/* ---- reading them ---- */

static FILE *open_bytes(const struct buf *b)
{
	FILE *in = b->len ? fmemopen(b->data, b->len, "rb") : fopen("/dev/null", "rb");

	assert_non_null(in);
	return in;
}

struct result {
	struct buf text;                             /* the records, dumped */
	size_t n;
	const char *error;
	uint64_t offset;
};

/* Reads all; frees the stream. */
static struct result read_all(struct buf *b)
{
	FILE *in = open_bytes(b);
	struct reader *r = reader_open(in);
	struct result result = { 0 };
	struct record rec;

	for (; reader_next(r, &rec); result.n++)
		dump_record(&result.text, &rec);
	assert_false(reader_next(r, &rec));          /* the end is sticky */
	result.error = reader_error(r, &result.offset);
	reader_close(r);
	fclose(in);
	buf_free(b);
	buf_add(&result.text, "", 1);
	return result;
}

/* Frees the stream. */
static void assert_reads(struct buf *b, const char *text, const char *error, uint64_t offset)
{
	struct result result = read_all(b);

	assert_string_equal(result.text.data, text);
	if (error) {
		assert_non_null(result.error);
		assert_string_equal(result.error, error);
		assert_int_equal(result.offset, offset);
	} else {
		assert_null(result.error);
	}
	buf_free(&result.text);
}

/* ---- every record ---- */

struct sample {
	const char *bytes;
	size_t len;
	const char *text;                            /* without the offset */
	int open_ended;                              /* its last field goes to the payload's end */
};

static const struct sample samples[] = {
	{ BYTES("\x01\x13\xb4\x24\x03" "0.1" "\x02/x\x01/\x02\x02/x\x03" "a\"\n"),
	  "PROCESS pid=4660 version=\"0.1\" executable=\"/x\" directory=\"/\" arg=\"/x\""
	  " arg=\"a\\\"\\n\"", 1 },
	{ BYTES("\x02\x16\x01\x03\x80\x80\x01\x02/x\x04" "c0de"
		"\x02\x80\x20\x10\x05\x90\x20\x08\x06"),
	  "OBJECT id=1 flags=3 bias=0x4000 path=\"/x\" build-id=\"c0de\" range=0x1000+0x10:5"
	  " range=0x1010+0x8:6", 0 },
	{ BYTES("\x03\x01\x07"), "UNLOAD 7", 0 },
	{ BYTES("\x04\x04\x05\x01\x84\x02"), "SITE id=5 object=1 address=0x104", 1 },
	{ BYTES("\x04\x05\x05\x01\x84\x02\x01"), "SITE id=5 object=1 address=0x104 flags=1", 1 },
	{ BYTES("\x05\x01\x02"), "THREAD 2", 0 },
	{ BYTES("\x06\x01\x02"), "START 2", 0 },
	{ BYTES("\x07\x01\x02"), "EXIT 2", 0 },
	{ BYTES("\x08\x03\x01\x10\x20"), "ARC id=1 from=0x10 to=0x20", 0 },
	{ BYTES("\x09\x02\x01\x41"), "CALL arc=1 cfa-difference=-33", 1 },
	{ BYTES("\x09\x03\x01\x41\x05"), "CALL arc=1 cfa-difference=-33 since=-3", 0 },
	{ BYTES("\x0a\x01\x02"), "RETURN 2", 1 },
	{ BYTES("\x0a\x03\x02\x06\x01"), "RETURN 2 since=3 rest=-1", 0 },
	{ BYTES("\x0b\x03\x0b\x10\x20"), "SIGNAL signal=11 interrupted=0x10 cfa=0x20", 1 },
	{ BYTES("\x0b\x04\x0b\x10\x20\x02"), "SIGNAL signal=11 interrupted=0x10 cfa=0x20 since=1", 0 },
	{ BYTES("\x0c\x06\x06\x1f\x07\x20\x03\x02"), "REGS r6=CFA-16 r7=CFA+16 r3+=+1", 1 },
	{ BYTES("\x0d\x02\xd0\x0f"), "STEP site=1000", 0 },
	{ BYTES("\x60"), "STEP site=0", 0 },
	{ BYTES("\x7f"), "STEP site=31", 0 },
	{ BYTES("\x40"), "STEP site=18446744073709551584", 0 },
	{ BYTES("\x0e\x05\x02\x20" "abc"), "MEMORY address=0x10 class=2 bytes=616263", 1 },
	{ BYTES("\x91\x20hi"), "MEMORY address=0x10 class=1 bytes=6869", 0 },
	{ BYTES("\x87" "a"), "MEMORY address=0x0 class=3 bytes=61", 0 },
	{ BYTES("\x8a" "b"), "MEMORY address=0x4 class=2 bytes=62", 0 },
	{ BYTES("\xfc" "12345678"), "MEMORY address=0x8 class=0 bytes=3132333435363738", 0 },
	{ BYTES("\x0f\x04\x10\x20\x04\x08"), "ALLOC address=0x10 size=32 kind=4 alignment=8", 0 },
	{ BYTES("\x10\x02\x10\x01"), "FREE address=0x10 kind=1", 0 },
	{ BYTES("\x11\x03\x10\x20\x30"), "REALLOC from=0x10 to=0x20 size=48", 0 },
	{ BYTES("\x20\x04\x02\x05\x80\x20"), "TLS thread=2 object=5 address=0x1000", 0 },
	{ BYTES("\x21\x05\x00\x05\x91\x02\x04"), "RESULT r0+=-3 r273+=+2", 1 },
	{ BYTES("\x21\x05\x40\x01\xd1\x02\x04"), "RESULT v0+=-1 v273+=+2", 1 },
	{ BYTES("\x01\x09\xb4\x24\0\0\0\x01\x01" "a\x05"),
	  "PROCESS pid=4660 version=\"\" executable=\"\" directory=\"\" arg=\"a\" flags=5", 0 },
	{ BYTES("\x22\x03\x80\x40\x10"), "UNDEFINED address=0x1000 length=16", 0 },
	{ BYTES("\x23\x04\x80\x40\x0f\xff"), "VBITS address=0x1000 bits=0fff", 1 },
	{ BYTES("\x24\x03\x80\x20\x10"), "NOACCESS address=0x1000 length=16", 0 },
	{ BYTES("\x25\x0d\x02\x80\x20\x04\x81\x21\x02no\x03why"),
	  "ERROR kind=2 address=0x1000 size=4 instruction=0x1081 message=\"no\" description=\"why\"",
	  0 },
	{ BYTES("\x26\x03\x01\x00\x02"), "CONTEXT id=1 parent=0 thread=2", 0 },
	{ BYTES("\x26\x04\x02\x01\x80\x01"), "CONTEXT id=2 parent=1 arc=128", 0 },
	{ BYTES("\x27\x05\x01\x03\x02\x80\x01"), "CALLS context=1 arc=3 to=2 calls=128", 0 },
	{ BYTES("\x28\x0f\x01\x02\x80\x20\x03\x24\x45\x00\x40\x62\x81\x01\x03\x01\x00"),
	  "CODE id=1 object=2 address=0x1000 [3 4r 5w] [+w 2rw 1rrrw]", 1 },
	{ BYTES("\x29\x06\x01\x02\x05\x80\x01\x00"), "COST context=1 code=2 5 128 0", 1 },
	{ BYTES("\x2a\x03\x01\x80\x01"), "MOMENT context=1 instructions=128", 1 },
	{ BYTES("\x2a\x04\x01\x05\x80\x01"), "MOMENT context=1 instructions=5 nanoseconds=128", 1 },
	{ BYTES("\x2b\x04\x80\x20\x07\x08"), "ACCESSES address=0x1000 read=7 written=8", 1 },
	{ BYTES("\x2b\x09\x80\x20\x07\x08\x00\x03\x80\x02\x04"),
	  "ACCESSES address=0x1000 read=7 written=8 0x3 256x4", 1 },
	{ BYTES("\x2c\x00"), "TOTALS", 1 },
	{ BYTES("\x12\x02\x10\x20"), "UNMAP address=0x10 length=32", 0 },
	{ BYTES("\x13\x06\x01" "a\n\xc3\0\\"), "OUTPUT fd=1 bytes=\"a\\n\\303\\000\\\\\"", 1 },
	{ BYTES("\x14\x01\x00"), "INPUT fd=0 bytes=\"\"", 1 },
	{ BYTES("\x15\x01\x01"), "PAUSE 1", 0 },
	{ BYTES("\x16\x02\xac\x02"), "LIMIT 300", 0 },
	{ BYTES("\x17\x02\xb4\x24"), "FORK 4660", 0 },
	{ BYTES("\x18\x03\x02/x"), "EXEC path=\"/x\"", 0 },
	{ BYTES("\x19\x06\x01\x0b\x05\x02\x01\x30"),
	  "END reason=1 code=11 steps=5 allocations=2 frees=1 bytes=48", 0 },
	{ BYTES("\x37\x03" "abc"), "tag-0x37 payload=3", 1 },
};

static int is_end(const struct sample *s)
{
	return s->bytes[0] == SP_REC_END;
}

static int is_long(const struct sample *s)
{
	return (uint8_t)s->bytes[0] < SP_TAG_LONG_END;
}

static struct buf sample_stream(const struct sample *s)
{
	return is_end(s) ? one_block(s->bytes, s->len) : two_records(s->bytes, s->len);
}

static char *sample_text(const struct sample *s)
{
	static char text[400];
	int n = snprintf(text, sizeof text, "%d %s\n", FIRST_RECORD, s->text);

	if (!is_end(s))
		snprintf(text + n, sizeof text - (size_t)n, "%zu %s\n", FIRST_RECORD + s->len,
			 END_TEXT);
	return text;
}

static void test_every_record(void **state)
{
	uint64_t seen = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(samples); i++) {
		struct buf b = sample_stream(&samples[i]);
		assert_reads(&b, sample_text(&samples[i]), NULL, 0);
		if (is_long(&samples[i]))
			seen |= UINT64_C(1) << samples[i].bytes[0];
	}
#define SEEN(tag, name) assert_true(seen >> tag & 1);
	SP_RECORDS(SEEN)
#undef SEEN
}

/* A newer recorder's field at a payload's end is not seen. */
static void test_added_field(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(samples); i++) {
		struct sample s = samples[i];
		uint8_t bytes[64];
		if (s.open_ended || !is_long(&s))
			continue;
		memcpy(bytes, s.bytes, s.len);
		memcpy(bytes + s.len, "\xff\x01", 2);
		bytes[1] = (uint8_t)(bytes[1] + 2);
		s.bytes = (char *)bytes;
		s.len += 2;
		struct buf b = sample_stream(&s);
		assert_reads(&b, sample_text(&s), NULL, 0);
	}
}

/* Whose last fields came later, or are not always there. */
static bool has_shorter(uint8_t tag)
{
	return tag == SP_REC_PROCESS || tag == SP_REC_END || tag == SP_REC_CALL ||
	       tag == SP_REC_RETURN || tag == SP_REC_SIGNAL;
}

/* Every payload cut short anywhere: an error at the record, or a shorter open-ended field. */
static void test_short_payload(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(samples); i++) {
		struct sample s = samples[i];
		uint8_t bytes[64];
		memcpy(bytes, s.bytes, s.len);
		while (is_long(&s) && s.len-- > 2) {
			bytes[1]--;
			struct buf b = two_records(bytes, s.len);
			struct result result = read_all(&b);
			assert_true(result.error || s.open_ended || has_shorter(bytes[0]));
			if (result.n == 0)
				assert_int_equal(result.offset, FIRST_RECORD);
			buf_free(&result.text);
		}
	}
}

/* A record whose size reaches behind its block. */
static void test_record_over_the_end(void **state)
{
	struct buf payload = one_block(BYTES("\x60\x05\x02\x01"));
	struct buf memory = one_block(BYTES("\x91\x20h"));
	struct buf size = one_block(BYTES("\x05\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x01"));
	struct buf tag = one_block(BYTES("\x00\x01\x01"));

	(void)state;
	assert_reads(&payload, "40 STEP site=0\n", "truncated bytes", FIRST_RECORD + 1);
	assert_reads(&memory, "", "truncated bytes", FIRST_RECORD);
	assert_reads(&size, "", "truncated bytes", FIRST_RECORD);
	assert_reads(&tag, "", "tag 0", FIRST_RECORD);
}

static void test_redundant_size(void **state)
{
	struct buf b = two_records(BYTES("\x05\x81\x80\x00\x07"));

	(void)state;
	assert_reads(&b, "40 THREAD 7\n45 " END_TEXT "\n", NULL, 0);
}

/* Several steps in one byte, each with the site behind the one before. */
static void test_steps_in_one(void **state)
{
	struct buf b = two_records(BYTES("\x65\x39\x61\x3f"));

	(void)state;
	assert_reads(&b,
		"40 STEP site=5\n41 STEP site=6\n41 STEP site=7\n41 STEP site=8\n42 STEP site=9\n"
		"43 STEP site=10\n43 STEP site=11\n43 STEP site=12\n43 STEP site=13\n43 STEP site=14\n"
		"43 STEP site=15\n43 STEP site=16\n43 STEP site=17\n43 STEP site=18\n44 " END_TEXT "\n",
		NULL, 0);
}

/* Differences add up within a block, each class its own, and start again at 0 in the next. */
static void test_differences(void **state)
{
	static const char text[] =
		"40 STEP site=5\n"
		"41 STEP site=3\n"
		"42 STEP site=1003\n"
		"46 MEMORY address=0x10 class=1 bytes=61\n"
		"49 MEMORY address=0x14 class=1 bytes=62\n"
		"51 MEMORY address=0x8 class=2 bytes=63\n"
		"53 MEMORY address=0x1c class=1 bytes=64\n"
		"58 MEMORY address=0x1b class=1 bytes=65\n"
		"85 STEP site=1\n"
		"86 MEMORY address=0x0 class=1 bytes=66\n"
		"88 " END_TEXT "\n";
	struct buf b = { 0 };

	(void)state;
	add_file_header(&b);
	add_block(&b, SP_BLOCK_CLOSED, 0,
		  BYTES("\x65\x5e\x0d\x02\xd0\x0f\x81\x20" "a\x89" "b\x8e" "c"
			"\x0e\x03\x01\x10" "d\x81\x01" "e"));
	add_block(&b, SP_BLOCK_CLOSED, 1, BYTES("\x61\x85" "f" END_RECORD));
	assert_reads(&b, text, NULL, 0);
}

/* Of undefined bytes, to the end of what came before. */
static void test_undefined_differences(void **state)
{
	static const char text[] =
		"40 UNDEFINED address=0x10 length=4\n"
		"44 VBITS address=0x14 bits=01\n"
		"48 MEMORY address=0x2 class=1 bytes=61\n"
		"51 UNDEFINED address=0x13 length=1\n"
		"79 UNDEFINED address=0x1 length=1\n"
		"83 " END_TEXT "\n";
	struct buf b = { 0 };

	(void)state;
	add_file_header(&b);
	add_block(&b, SP_BLOCK_CLOSED, 0,
		  BYTES("\x22\x02\x20\x04\x23\x02\x00\x01\x81\x04" "a\x22\x02\x03\x01"));
	add_block(&b, SP_BLOCK_CLOSED, 1, BYTES("\x22\x02\x02\x01" END_RECORD));
	assert_reads(&b, text, NULL, 0);
}

/* ---- fields of records that text does not show ---- */

static void test_many_ranges(void **state)
{
	struct buf payload = { 0 }, record = { 0 };
	struct record rec;

	(void)state;
	buf_add(&payload, BYTES("\x01\x00\x00\x00\x00\x46"));           /* 70 ranges */
	for (int i = 0; i < 70; i++)
		buf_add(&payload, BYTES("\x10\x20\x05"));
	buf_printf(&record, "\x02%c\x01", (int)(payload.len & 0x7f) | 0x80);
	record.data[2] = (char)(payload.len >> 7);
	buf_add(&record, payload.data, payload.len);
	struct buf b = two_records(record.data, record.len);
	FILE *in = open_bytes(&b);
	struct reader *r = reader_open(in);
	assert_true(reader_next(r, &rec));
	assert_int_equal(rec.u.object.n_ranges, RECORD_RANGES_MAX);
	assert_true(reader_next(r, &rec));
	assert_int_equal(rec.tag, SP_REC_END);
	reader_close(r);
	fclose(in);
	buf_free(&b);
	buf_free(&record);
	buf_free(&payload);
}

static void test_names(void **state)
{
	(void)state;
#define NAMED(tag, name) assert_string_equal(record_name(tag), #name);
	SP_RECORDS(NAMED)
#undef NAMED
	assert_null(record_name(0));
	assert_null(record_name(0x37));
	assert_null(record_name(0xff));
}

/* ---- headers and ends ---- */

/* One byte of a good stream is another. */
static void test_bad_headers(void **state)
{
	static const struct { size_t at; int byte; const char *error; uint64_t offset; } rows[] = {
		{ 0, 'X', "not an sppgrind stream", 0 },
		{ 7, 'd', "not an sppgrind stream", 0 },
		{ 8, 2, "a stream version that this spp-post does not know", 8 },
		{ 11, 1, "a stream version that this spp-post does not know", 8 },
		{ 12, 17, "bad length of the file header", 12 },
		{ 16, 'x', "not a block header", 16 },
		{ 19, 'x', "not a block header", 16 },
		{ 22, 2, "a block longer than blocks are", 16 },
		{ 20, 9, "a block's checksum is wrong", 16 },
		{ 20, 7, "a block's checksum is wrong", 16 },
		{ 20, 12, "a block is cut off", 50 },
		{ 24, 1, "a block out of sequence", 16 },
		{ 28, 1, "a block header with an unknown field", 16 },
		{ 32, 0, "a block's checksum is wrong", 16 },
		{ 39, 0, "a block's checksum is wrong", 16 },
		{ 40, 'a', "a block's checksum is wrong", 16 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf b = two_records(BYTES("\x60\x61"));
		assert_int_not_equal((uint8_t)b.data[rows[i].at], rows[i].byte);
		b.data[rows[i].at] = (char)rows[i].byte;
		assert_reads(&b, "", rows[i].error, rows[i].offset);
	}
}

static const char *error_of_cut(size_t len)
{
	if (len == 0)
		return "the input is empty";
	if (len < FIRST_BLOCK)
		return "the file header is cut off";
	if (len == FIRST_BLOCK)
		return "the recording stops here without an end record";
	return len < FIRST_RECORD ? "a block header is cut off" : "a block is cut off";
}

static void test_cut_anywhere(void **state)
{
	size_t whole = FIRST_RECORD + sizeof END_RECORD - 1;

	(void)state;
	for (size_t len = 0; len < whole; len++) {
		struct buf b = one_block(BYTES(END_RECORD));
		b.len = len;
		assert_reads(&b, "", error_of_cut(len), len);
	}
}

static void test_longest_block(void **state)
{
	struct buf payload = { 0 };
	size_t steps = SP_BLOCK_PAYLOAD_MAX - sizeof END_RECORD + 1;

	(void)state;
	for (size_t i = 0; i < steps; i++)
		buf_puts(&payload, "\x60");
	buf_add(&payload, BYTES(END_RECORD));
	struct buf b = one_block(payload.data, payload.len);
	struct result result = read_all(&b);
	assert_int_equal(result.n, steps + 1);
	assert_null(result.error);
	buf_free(&result.text);
	buf_free(&payload);
}

static const char killed[] = "the recording stops here: the program or the recorder was killed";

/* The recorder was killed: the last block is open, its length that of the whole records, and the
 * space reserved for it is zeros. */
static void test_open_block(void **state)
{
	struct buf b = { 0 };

	(void)state;
	add_file_header(&b);
	add_block(&b, SP_BLOCK_CLOSED, 0, BYTES("\x60"));
	add_block(&b, SP_BLOCK_OPEN, 1, BYTES("\x61\x62"));
	b.data[b.len - 5] ^= 1;                      /* the checksum counts for nothing */
	for (int i = 0; i < 100; i++)
		buf_add(&b, "", 1);
	assert_reads(&b, "40 STEP site=0\n65 STEP site=1\n66 STEP site=3\n", killed, 67);
}

static void test_empty_open_block(void **state)
{
	struct buf b = { 0 }, reserved = { 0 };

	(void)state;
	add_file_header(&b);
	add_block(&b, SP_BLOCK_OPEN, 0, "", 0);
	assert_reads(&b, "", killed, FIRST_RECORD);
	add_file_header(&reserved);
	for (int i = 0; i < 100; i++)
		buf_add(&reserved, "", 1);
	assert_reads(&reserved, "", killed, FIRST_BLOCK);
}

/* Cut off inside an open block: the whole records before the cut. */
static void test_cut_open_block(void **state)
{
	struct buf b = { 0 };

	(void)state;
	add_file_header(&b);
	add_block(&b, SP_BLOCK_OPEN, 0, BYTES("\x60\x05\x01\x07\x61"));
	b.len -= 1;
	assert_reads(&b, "40 STEP site=0\n41 THREAD 7\n", killed, 44);
}

static void test_no_end(void **state)
{
	struct buf b = one_block(BYTES("\x60"));

	(void)state;
	assert_reads(&b, "40 STEP site=0\n", "the recording stops here without an end record", 41);
}

static void test_bytes_after_end(void **state)
{
	struct buf byte = one_block(BYTES(END_RECORD)), block = one_block(BYTES(END_RECORD));
	struct buf record = one_block(BYTES(END_RECORD "\x60"));

	(void)state;
	buf_add(&byte, "", 1);
	assert_reads(&byte, "40 " END_TEXT "\n", "a block header is cut off", 49);
	add_block(&block, SP_BLOCK_CLOSED, 1, BYTES("\x60"));
	assert_reads(&block, "40 " END_TEXT "\n", "bytes after the end of the recording", 48);
	assert_reads(&record, "40 " END_TEXT "\n", "bytes after the end of the recording", 48);
}

/* EXEC is a good end; and when the exec failed, the recording goes on. */
static void test_exec(void **state)
{
	struct buf last = one_block(BYTES("\x18\x03\x02/x"));
	struct buf failed = one_block(BYTES("\x18\x03\x02/x"));

	(void)state;
	assert_reads(&last, "40 EXEC path=\"/x\"\n", NULL, 0);
	add_block(&failed, SP_BLOCK_CLOSED, 1, BYTES("\x60" END_RECORD));
	assert_reads(&failed, "40 EXEC path=\"/x\"\n69 STEP site=0\n70 " END_TEXT "\n", NULL, 0);
}

static void test_offsets(void **state)
{
	struct buf b = one_block(BYTES("\x60"));
	struct record rec;
	uint64_t offset;

	(void)state;
	add_block(&b, SP_BLOCK_CLOSED, 1, BYTES("\x61" END_RECORD));
	FILE *in = open_bytes(&b);
	struct reader *r = reader_open(in);
	assert_true(reader_may_wait(r));
	assert_int_equal(reader_offset(r), 0);
	assert_true(reader_next(r, &rec));
	assert_true(reader_may_wait(r));
	assert_int_equal(reader_offset(r), 41);
	assert_true(reader_next(r, &rec));
	assert_false(reader_may_wait(r));
	assert_true(reader_next(r, &rec));
	assert_int_equal(rec.offset, 66);
	assert_false(reader_next(r, &rec));
	assert_int_equal(reader_offset(r), b.len);
	assert_null(reader_error(r, &offset));
	reader_close(r);
	fclose(in);
	buf_free(&b);
}

/* ---- numbers ---- */

static void test_varints(void **state)
{
	static const char longer[] = "number longer than 64 bits";
	static const struct {
		const char *bytes;
		size_t len;
		uint64_t value;
		const char *error;
	} rows[] = {
		{ BYTES("\x00"), 0, NULL },
		{ BYTES("\x7f"), 127, NULL },
		{ BYTES("\x80\x01"), 128, NULL },
		{ BYTES("\x80\x00"), 0, NULL },
		{ BYTES("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"), UINT64_MAX, NULL },
		{ BYTES("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01"), UINT64_C(1) << 63, NULL },
		{ BYTES("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"), 0, longer },
		{ BYTES("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x81\x00"), 0, longer },
		{ BYTES(""), 0, "truncated number" },
		{ BYTES("\x80"), 0, "truncated number" },
		{ BYTES("\xff\xff\xff"), 0, "truncated number" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cursor c = { .at = (const uint8_t *)rows[i].bytes };
		c.end = c.at + rows[i].len;
		assert_int_equal(cursor_varint(&c), rows[i].value);
		if (rows[i].error)
			assert_string_equal(c.error, rows[i].error);
		else
			assert_null(c.error);
		assert_ptr_equal(c.at, c.end);
	}
}

static void test_zigzag(void **state)
{
	static const struct { const char *bytes; size_t len; int64_t value; } rows[] = {
		{ BYTES("\x00"), 0 }, { BYTES("\x01"), -1 }, { BYTES("\x02"), 1 },
		{ BYTES("\x7f"), -64 },
		{ BYTES("\xfe\xff\xff\xff\xff\xff\xff\xff\xff\x01"), INT64_MAX },
		{ BYTES("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"), INT64_MIN },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct cursor c = { .at = (const uint8_t *)rows[i].bytes };
		c.end = c.at + rows[i].len;
		assert_true(cursor_zigzag(&c) == rows[i].value);
		assert_null(c.error);
	}
}

/* The first error is kept, and nothing is read any more. */
static void test_cursor_error(void **state)
{
	const uint8_t bytes[] = { 5, 'a', 'b' };
	struct cursor c = { .at = bytes, .end = bytes + sizeof bytes };

	(void)state;
	struct text t = cursor_text(&c);
	assert_int_equal(t.len, 0);
	assert_string_equal(c.error, "truncated bytes");
	assert_int_equal(cursor_varint(&c), 0);
	assert_int_equal(cursor_rest(&c).len, 0);
	assert_string_equal(c.error, "truncated bytes");
}

/* Values of the reference implementation, xxHash 0.8.1; every branch by the length of its input. */
static void test_xxh64(void **state)
{
	static const char text[] = "Nobody inspects the spammish repetition";
	static uint8_t bytes[SP_BLOCK_PAYLOAD_MAX];

	(void)state;
	assert_true(sp_xxh64((const uint8_t *)"", 0, 0) == 0xef46db3751d8e999);
	assert_true(sp_xxh64((const uint8_t *)"", 0, 1) == 0xd5afba1336a3be4b);
	assert_true(sp_xxh64((const uint8_t *)"abc", 3, 0) == 0x44bc2cf5ad770999);
	assert_true(sp_xxh64((const uint8_t *)"xxhash", 6, 20141025) == 0xb559b98d844e0635);
	assert_true(sp_xxh64((const uint8_t *)text, 39, 0) == 0xfbcea83c8a378bf1);
	for (unsigned i = 0; i < sizeof bytes; i++)
		bytes[i] = (uint8_t)i;
	assert_true(sp_xxh64(bytes, 31, 7) == 0x0bdbbcaead6c6e56);
	assert_true(sp_xxh64(bytes, 32, 0) == 0xcbf59c5116ff32b4);
	assert_true(sp_xxh64(bytes, 101, 3) == 0xcece9dfb78343aaf);
	for (unsigned i = 0; i < sizeof bytes; i++)
		bytes[i] = (uint8_t)(i * 7);
	assert_true(sp_xxh64(bytes, sizeof bytes, 0xffffffff) == 0x2d9d3d3518030719);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_record),
		cmocka_unit_test(test_added_field),
		cmocka_unit_test(test_short_payload),
		cmocka_unit_test(test_record_over_the_end),
		cmocka_unit_test(test_redundant_size),
		cmocka_unit_test(test_steps_in_one),
		cmocka_unit_test(test_differences),
		cmocka_unit_test(test_undefined_differences),
		cmocka_unit_test(test_many_ranges),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_bad_headers),
		cmocka_unit_test(test_cut_anywhere),
		cmocka_unit_test(test_longest_block),
		cmocka_unit_test(test_open_block),
		cmocka_unit_test(test_empty_open_block),
		cmocka_unit_test(test_cut_open_block),
		cmocka_unit_test(test_no_end),
		cmocka_unit_test(test_bytes_after_end),
		cmocka_unit_test(test_exec),
		cmocka_unit_test(test_offsets),
		cmocka_unit_test(test_varints),
		cmocka_unit_test(test_zigzag),
		cmocka_unit_test(test_cursor_error),
		cmocka_unit_test(test_xxh64),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
