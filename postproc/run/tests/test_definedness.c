/* Unit tests of run/: which bits of memory are defined, what is addressable; and what a damaged
 * stream may say of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "run/refs.h"
#include "run/run.h"

static uint64_t random_state = 1;

/* xorshift64: the same numbers in every run. */
static uint64_t next_random(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state;
}

/* Applies one record; the rest are its fields. */
#define APPLY(r, kind, ...) \
	run_apply(r, &(struct record){ .tag = SP_REC_##kind, .u = { __VA_ARGS__ } })

static struct bytes bytes(const char *s)
{
	return (struct bytes){ (const uint8_t *)s, strlen(s) };
}

/* Of a recording with definedness. */
static struct run *new_run(void)
{
	struct run *r = run_new();

	APPLY(r, PROCESS, .process = { .flags = SP_PROCESS_UNDEFINED, .executable = { "", 0 },
				       .directory = { "", 0 } });
	return r;
}

static void assert_vbits(struct image *im, uint64_t addr, const char *bits, size_t len)
{
	uint8_t got[64];

	assert_int_equal(image_vbits(im, addr, got, len), memcmp(bits, (char[64]){ 0 }, len) != 0);
	assert_memory_equal(got, bits, len);
}

/* ---- spans ---- */

static void test_spans(void **state)
{
	struct spans s = { { 0 } };

	(void)state;
	spans_add(&s, 10, 19);
	spans_add(&s, 30, 39);
	assert_true(spans_has(&s, 10) && spans_has(&s, 19) && !spans_has(&s, 20) && !spans_has(&s, 9));
	assert_int_equal(spans_find(&s, 20, 35)->node.key, 30);
	assert_null(spans_find(&s, 20, 29));
	spans_add(&s, 20, 29);                       /* closes the gap */
	assert_int_equal(s.tree.count, 1);
	spans_remove(&s, 15, 34);
	assert_int_equal(s.tree.count, 2);
	assert_true(spans_has(&s, 14) && !spans_has(&s, 15) && !spans_has(&s, 34) && spans_has(&s, 35));
	spans_add(&s, 0, UINT64_MAX);
	assert_int_equal(s.tree.count, 1);
	spans_remove(&s, 0, UINT64_MAX);
	assert_int_equal(s.tree.count, 0);
	spans_free(&s);
}

/* ---- the image ---- */

static void test_write_defines(void **state)
{
	struct image im = { 0 };
	uint8_t out[4];

	(void)state;
	image_write(&im, 0x1ffc, (const uint8_t *)"abcdefgh", 8);
	image_undefine(&im, 0x1ffe, 4);              /* across two pages */
	assert_vbits(&im, 0x1ffc, "\0\0\xff\xff\xff\xff\0\0", 8);
	assert_int_equal(image_read(&im, 0x1ffe, out, 4), 4);
	assert_memory_equal(out, "\0\0\0\0", 4);
	image_set_vbits(&im, 0x1fff, (const uint8_t *)"\x0f\x80", 2);
	assert_vbits(&im, 0x1ffc, "\0\0\xff\x0f\x80\xff\0\0", 8);
	image_write(&im, 0x1fff, (const uint8_t *)"xy", 2);
	assert_vbits(&im, 0x1ffc, "\0\0\xff\0\0\xff\0\0", 8);
	image_zero(&im, 0x1ffe, 4);
	assert_vbits(&im, 0x1ffc, "\0\0\0\0\0\0\0\0", 8);
	image_free(&im);
}

/* V bits are there only for pages that have undefined ones. */
static void test_defined_pages_are_free(void **state)
{
	struct image im = { 0 };

	(void)state;
	image_undefine(&im, 0x1010, 8);
	assert_non_null(image_page(&im, 1)->undefined);
	image_write(&im, 0x1010, (const uint8_t *)"abcdefg", 7);
	assert_non_null(image_page(&im, 1)->undefined);
	image_write(&im, 0x1017, (const uint8_t *)"h", 1);
	assert_null(image_page(&im, 1)->undefined);
	image_set_vbits(&im, 0x1000, (const uint8_t *)"\0\1", 2);
	image_set_vbits(&im, 0x1001, (const uint8_t *)"\0", 1);
	assert_null(image_page(&im, 1)->undefined);
	image_free(&im);
}

/* A block of any size costs nothing until it is written, and the rest stays undefined then. */
static void test_huge(void **state)
{
	const uint64_t base = 0x100000000800, len = (uint64_t)1 << 45;
	struct image im = { 0 };
	uint8_t out[2];

	(void)state;
	image_undefine(&im, base, len);
	assert_int_equal(map_count(&im.page), 2);
	assert_vbits(&im, base - 1, "\0\xff\xff", 3);
	assert_vbits(&im, base + len - 2, "\xff\xff\0", 3);
	assert_vbits(&im, base + len / 2, "\xff\xff", 2);
	assert_int_equal(image_read(&im, base + len / 2, out, 2), 2);
	assert_memory_equal(out, "\0\0", 2);
	image_write(&im, base + len / 2, (const uint8_t *)"a", 1);
	assert_vbits(&im, base + len / 2 - 1, "\xff\0\xff", 3);
	assert_int_equal(map_count(&im.page), 3);
	image_zero(&im, base + 100, len - 200);
	assert_vbits(&im, base + 99, "\xff\0\0", 3);
	assert_vbits(&im, base + len - 101, "\0\xff", 2);
	assert_vbits(&im, base + len / 3, "\0\0", 2);
	image_undefine(&im, base, len);
	assert_vbits(&im, base + len / 2 - 1, "\xff\xff\xff", 3);
	image_forget(&im, base, len);
	assert_vbits(&im, base + len / 2, "\0\0", 2);
	assert_int_equal(image_read(&im, base + len / 2, out, 1), 0);
	image_undefine(&im, 0, UINT64_MAX);          /* ends at once */
	image_undefine(&im, UINT64_MAX - 5, 100);
	image_undefine(&im, 5, 0);
	image_free(&im);
}

/* Against plain arrays. */
static void test_random(void **state)
{
	enum { BASE = 0x7f000123, LEN = 40 * IMAGE_PAGE };
	static uint8_t byte[LEN], bit[LEN], out[LEN];
	struct image im = { 0 };

	(void)state;
	image_write(&im, BASE, byte, LEN);
	for (int i = 0; i < 4000; i++) {
		uint64_t at = next_random() % LEN, len = next_random() % (i % 10 ? 64 : LEN - at);
		unsigned what = next_random() % 4;
		if (len > LEN - at)
			len = LEN - at;
		for (size_t k = at; k < at + len; k++) {
			byte[k] = what == 0 ? (uint8_t)next_random() : what == 1 ? byte[k] : 0;
			bit[k] = what == 1 ? (uint8_t)(next_random() & next_random()) : what == 2 ? 0xff : 0;
		}
		if (what == 0)
			image_write(&im, BASE + at, byte + at, len);
		else if (what == 1)
			image_set_vbits(&im, BASE + at, bit + at, len);
		else if (what == 2)
			image_undefine(&im, BASE + at, len);
		else
			image_zero(&im, BASE + at, len);
	}
	assert_int_equal(image_read(&im, BASE, out, LEN), LEN);
	assert_memory_equal(out, byte, LEN);
	assert_true(image_vbits(&im, BASE, out, LEN));
	assert_memory_equal(out, bit, LEN);
	image_free(&im);
}

/* ---- the run ---- */

static void test_fresh_blocks(void **state)
{
	struct run *r = new_run();

	(void)state;
	APPLY(r, ALLOC, .alloc = { 0x5000, 4, SP_ALLOC_MALLOC, 16 });
	assert_vbits(&r->image, 0x4fff, "\0\xff\xff\xff\xff\0", 6);
	APPLY(r, ALLOC, .alloc = { 0x6000, 4, SP_ALLOC_CALLOC, 16 });
	assert_vbits(&r->image, 0x6000, "\0\0\0\0", 4);
	APPLY(r, MEMORY, .memory = { SP_CLASS_HEAP, 0x5000, bytes("abcd") });
	APPLY(r, REALLOC, .realloc = { 0x5000, 0x7000, 8 });     /* what is copied comes as MEMORY */
	assert_vbits(&r->image, 0x7000, "\xff\xff\xff\xff\xff\xff\xff\xff", 8);
	APPLY(r, MEMORY, .memory = { SP_CLASS_HEAP, 0x7000, bytes("abcd") });
	APPLY(r, REALLOC, .realloc = { 0x7000, 0x7000, 2 });
	assert_vbits(&r->image, 0x7000, "\0\0", 2);
	assert_int_equal(run_addressable(r, 0x7000, 8), 2);
	APPLY(r, FREE, .free = { 0x6000, SP_FREE_FREE });
	APPLY(r, ALLOC, .alloc = { 0x6000, 4, SP_ALLOC_NEW, 16 });
	assert_vbits(&r->image, 0x6000, "\xff\xff\xff\xff", 4);
	run_free(r);
}

/* Without it all is as it is in older recordings. */
static void test_not_recorded(void **state)
{
	struct run *r = run_new();

	(void)state;
	APPLY(r, ALLOC, .alloc = { 0x5000, 4, SP_ALLOC_MALLOC, 16 });
	assert_vbits(&r->image, 0x5000, "\0\0\0\0", 4);
	run_free(r);
}

static void test_records(void **state)
{
	struct run *r = new_run();
	struct watcher w = { 0 };

	(void)state;
	APPLY(r, MEMORY, .memory = { SP_CLASS_STACK, 0x1000, bytes("abcdefgh") });
	watch_begin(&r->watch, &w);
	watch_read(&r->watch, 0x1000, 8);
	watch_begin(&r->watch, NULL);
	APPLY(r, UNDEFINED, .range = { 0x1002, 4 });
	assert_true(w.stale);
	APPLY(r, VBITS, .vbits = { 0x1003, bytes("\x01\x02") });
	assert_vbits(&r->image, 0x1000, "\0\0\xff\1\2\xff\0\0", 8);
	APPLY(r, NOACCESS, .range = { 0x1004, 2 });
	assert_int_equal(run_addressable(r, 0x1000, 8), 4);
	assert_int_equal(run_addressable(r, 0x1005, 3), 0);
	assert_int_equal(run_addressable(r, 0x1006, 2), 2);
	APPLY(r, MEMORY, .memory = { SP_CLASS_STACK, 0x1004, bytes("x") });
	assert_int_equal(run_addressable(r, 0x1000, 8), 5);
	APPLY(r, UNDEFINED, .range = { 0x1005, 1 });
	assert_int_equal(run_addressable(r, 0x1000, 8), 8);
	APPLY(r, NOACCESS, .range = { 0x1000, UINT64_MAX });
	APPLY(r, UNMAP, .range = { 0x1000, 0x1000 });
	assert_int_equal(run_addressable(r, 0x1000, 8), 8);
	assert_vbits(&r->image, 0x1000, "\0\0\0\0", 4);
	APPLY(r, ERROR, .error = { .kind = 99 });
	assert_int_equal(r->errors, 1);
	watch_drop(&r->watch, &w);
	run_free(r);
}

static void test_freed_is_not_addressable(void **state)
{
	struct run *r = new_run();

	(void)state;
	APPLY(r, ALLOC, .alloc = { 0x5000, 32, SP_ALLOC_MALLOC, 16 });
	APPLY(r, ALLOC, .alloc = { 0x5020, 0, SP_ALLOC_MALLOC, 16 });
	assert_int_equal(run_addressable(r, 0x5010, 64), 64);
	APPLY(r, FREE, .free = { 0x5000, SP_FREE_FREE });
	assert_int_equal(run_addressable(r, 0x4ff0, 64), 16);
	assert_int_equal(run_addressable(r, 0x501f, 1), 0);
	APPLY(r, FREE, .free = { 0x5020, SP_FREE_FREE });        /* has no bytes */
	assert_int_equal(run_addressable(r, 0x5020, 4), 4);
	APPLY(r, ALLOC, .alloc = { 0x5000, 16, SP_ALLOC_MALLOC, 16 });
	assert_int_equal(run_addressable(r, 0x5000, 16), 16);
	run_free(r);
}

/* Of frames that have returned, up to the red zone; what was made of it is not to be kept. */
static void test_stack_that_was_left(void **state)
{
	struct run *r = new_run();
	struct watcher w = { 0 };
	struct record regs = { .tag = SP_REC_REGS, .u.regs = { .n = 1, .reg = { { 7, -0x100 } } } };

	(void)state;
	APPLY(r, CALL, .call = { .cfa_difference = -0x10000 });
	run_apply(r, &regs);
	APPLY(r, CALL, .call = { .cfa_difference = 0x200 });
	run_apply(r, &regs);                         /* sp 0xfd00 */
	assert_int_equal(run_addressable(r, 0xfd00 - 128, 8), 8);
	assert_int_equal(run_addressable(r, 0xfd00 - 129, 8), 8);        /* never was stack */
	watch_begin(&r->watch, &w);
	watch_read(&r->watch, 0xfd10, 8);
	watch_begin(&r->watch, NULL);
	APPLY(r, RETURN, .number = 1);               /* sp 0xff00 */
	assert_true(w.stale);
	assert_int_equal(run_addressable(r, 0xff00 - 129, 1), 0);
	assert_int_equal(run_addressable(r, 0xfd00, 8), 0);
	assert_int_equal(run_addressable(r, 0xff00 - 128, 8), 8);
	APPLY(r, START, .number = 2);                /* another thread's stack is elsewhere */
	APPLY(r, THREAD, .number = 2);
	assert_int_equal(run_addressable(r, 0xfd00, 8), 8);
	watch_drop(&r->watch, &w);
	run_free(r);
}

static void count(void *n, uint64_t at, uint64_t to)
{
	(void)at, (void)to;
	++*(size_t *)n;
}

/* As Memcheck's leak check has it. */
static void test_undefined_words_lead_nowhere(void **state)
{
	struct run *r = new_run();
	struct refs *refs = refs_new(r);
	size_t found = 0;

	(void)state;
	APPLY(r, ALLOC, .alloc = { 0x5000, 32, SP_ALLOC_MALLOC, 16 });
	APPLY(r, MEMORY, .memory = { SP_CLASS_DATA, 0x1000, { (const uint8_t *)"\0\x50\0\0\0\0\0\0", 8 } });
	refs_update(refs);
	refs_into(refs, run_block_at(r, 0x5000), count, &found);
	assert_int_equal(found, 1);
	APPLY(r, VBITS, .vbits = { 0x1007, bytes("\x80") });     /* its value is the same */
	refs_update(refs);
	refs_into(refs, run_block_at(r, 0x5000), count, &found);
	assert_int_equal(found, 1);
	refs_free(refs);
	run_free(r);
}

static void test_extremes(void **state)
{
	struct run *r = new_run();

	(void)state;
	APPLY(r, UNDEFINED, .range = { UINT64_MAX, UINT64_MAX });
	APPLY(r, UNDEFINED, .range = { 0, 0 });
	APPLY(r, VBITS, .vbits = { UINT64_MAX, bytes("ab") });
	APPLY(r, NOACCESS, .range = { UINT64_MAX, 0 });
	APPLY(r, NOACCESS, .range = { UINT64_MAX - 1, UINT64_MAX });
	APPLY(r, ALLOC, .alloc = { UINT64_MAX - 8, UINT64_MAX, SP_ALLOC_NEW, 16 });
	APPLY(r, REALLOC, .realloc = { UINT64_MAX - 8, UINT64_MAX - 8, 1 });
	assert_int_equal(run_addressable(r, UINT64_MAX, 1), 0);
	run_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spans),
		cmocka_unit_test(test_write_defines),
		cmocka_unit_test(test_defined_pages_are_free),
		cmocka_unit_test(test_huge),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_fresh_blocks),
		cmocka_unit_test(test_not_recorded),
		cmocka_unit_test(test_records),
		cmocka_unit_test(test_freed_is_not_addressable),
		cmocka_unit_test(test_stack_that_was_left),
		cmocka_unit_test(test_undefined_words_lead_nowhere),
		cmocka_unit_test(test_extremes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
