/* Unit tests of run/: the memory image, threads and stacks, the heap, output; and what a damaged or
 * hostile stream may say of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include "run/run.h"
#include "run/stack.h"

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
#define NUMBER(r, kind, n) APPLY(r, kind, .number = (n))

static struct text text(const char *s)
{
	return (struct text){ s, strlen(s) };
}

static struct bytes bytes(const char *s)
{
	return (struct bytes){ (const uint8_t *)s, strlen(s) };
}

/* ---- image ---- */

static void test_image_pages(void **state)
{
	struct image im = { 0 };
	uint8_t in[3 * IMAGE_PAGE], out[3 * IMAGE_PAGE];

	(void)state;
	for (size_t i = 0; i < sizeof in; i++)
		in[i] = (uint8_t)next_random();
	assert_int_equal(image_read(&im, 0x10ff0, out, 32), 0);
	image_write(&im, 0x10ff0, in, 2 * IMAGE_PAGE);
	assert_int_equal(image_read(&im, 0x10ff0, out, 2 * IMAGE_PAGE), 2 * IMAGE_PAGE);
	assert_memory_equal(in, out, 2 * IMAGE_PAGE);
	/* Known up to the end of the last page that was touched, zero where nothing was written. */
	assert_int_equal(image_read(&im, 0x12ff0, out, sizeof out), 16);
	assert_memory_equal(out, ((uint8_t[16]){ 0 }), 16);
	assert_int_equal(image_read(&im, 0x10fef, out, 1), 1);
	assert_int_equal(image_read(&im, 0xffff, out, 1), 0);
	assert_int_equal(image_read(&im, 0x10ff0, out, 0), 0);
	image_free(&im);
}

static void test_image_zero(void **state)
{
	struct image im = { 0 };
	uint8_t out[8];

	(void)state;
	image_write(&im, 0x1ffc, (const uint8_t *)"abcdefgh", 8);
	image_zero(&im, 0x1ffd, 0);
	image_zero(&im, 0x1ffd, 6);
	assert_int_equal(image_read(&im, 0x1ffc, out, 8), 8);
	assert_memory_equal(out, "a\0\0\0\0\0\0h", 8);
	image_zero(&im, 0x100000, 0x10000);          /* unknown pages stay unknown */
	assert_int_equal(image_read(&im, 0x100000, out, 1), 0);
	image_free(&im);
}

static void test_image_forget(void **state)
{
	struct image im = { 0 };
	uint8_t out[8];

	(void)state;
	for (uint64_t page = 1; page <= 4; page++)
		image_write(&im, page * IMAGE_PAGE, (const uint8_t *)"abcdefgh", 8);
	image_forget(&im, 1 * IMAGE_PAGE + 4, 2 * IMAGE_PAGE);
	assert_int_equal(image_read(&im, 1 * IMAGE_PAGE, out, 8), 8);
	assert_memory_equal(out, "abcd\0\0\0\0", 8);
	assert_int_equal(image_read(&im, 2 * IMAGE_PAGE, out, 8), 0);
	assert_int_equal(image_read(&im, 3 * IMAGE_PAGE, out, 8), 8);
	assert_memory_equal(out, "\0\0\0\0efgh", 8);
	assert_int_equal(image_read(&im, 4 * IMAGE_PAGE, out, 8), 8);
	assert_memory_equal(out, "abcdefgh", 8);
	image_free(&im);
}

/* Ranges as long as the address space end at once, and reach exactly what they name. */
static void test_image_huge(void **state)
{
	const uint64_t near_top = UINT64_MAX - IMAGE_PAGE - 100;
	struct image im = { 0 };
	uint8_t out[8];

	(void)state;
	image_write(&im, 0x1000, (const uint8_t *)"abcd", 4);
	image_write(&im, 0x5000, (const uint8_t *)"efgh", 4);
	image_write(&im, near_top, (const uint8_t *)"ijkl", 4);
	image_zero(&im, 0x5002, UINT64_MAX);
	assert_int_equal(image_read(&im, 0x1000, out, 4), 4);
	assert_memory_equal(out, "abcd", 4);
	assert_int_equal(image_read(&im, 0x5000, out, 4), 4);
	assert_memory_equal(out, "ef\0\0", 4);
	assert_int_equal(image_read(&im, near_top, out, 4), 4);
	assert_memory_equal(out, "\0\0\0\0", 4);
	image_forget(&im, 0x2000, UINT64_MAX / 2);
	assert_int_equal(image_read(&im, 0x1000, out, 4), 4);
	assert_int_equal(image_read(&im, 0x5000, out, 4), 0);
	assert_int_equal(image_read(&im, near_top, out, 4), 4);
	image_forget(&im, 0, UINT64_MAX);
	assert_int_equal(image_read(&im, 0x1000, out, 4), 0);
	assert_int_equal(image_read(&im, near_top, out, 4), 0);
	image_free(&im);
}

/* The address space is a ring to a hostile stream. */
static void test_image_wraps(void **state)
{
	struct image im = { 0 };
	uint8_t out[8];

	(void)state;
	image_write(&im, UINT64_MAX - 3, (const uint8_t *)"abcdefgh", 8);
	assert_int_equal(image_read(&im, UINT64_MAX - 3, out, 8), 8);
	assert_memory_equal(out, "abcdefgh", 8);
	assert_int_equal(image_read(&im, 0, out, 4), 4);
	assert_memory_equal(out, "efgh", 4);
	image_free(&im);
}

/* Against a plain array. */
static void test_image_random(void **state)
{
	enum { BASE = 0x7f000123, LEN = 40 * IMAGE_PAGE };
	static uint8_t model[LEN], out[LEN];
	struct image im = { 0 };

	(void)state;
	image_write(&im, BASE, model, LEN);
	for (int i = 0; i < 3000; i++) {
		uint64_t at = next_random() % LEN, len = next_random() % (i % 10 ? 64 : LEN - at);
		if (len > LEN - at)
			len = LEN - at;
		if (next_random() % 4 == 0) {
			memset(model + at, 0, len);
			image_zero(&im, BASE + at, len);
		} else {
			for (size_t k = 0; k < len; k++)
				model[at + k] = (uint8_t)next_random();
			image_write(&im, BASE + at, model + at, len);
		}
	}
	assert_int_equal(image_read(&im, BASE, out, LEN), LEN);
	assert_memory_equal(out, model, LEN);
	image_free(&im);
}

/* ---- frames ---- */

static void assert_frame(const struct run *r, size_t i, uint64_t cfa, uint64_t sp, uint64_t fp)
{
	assert_true(i < r->thread->n);
	assert_int_equal(r->thread->frame[i].cfa, cfa);
	assert_int_equal(r->thread->frame[i].reg[RUN_REG_SP], sp);
	assert_int_equal(r->thread->frame[i].reg[RUN_REG_FP], fp);
}

static void apply_regs(struct run *r, int64_t fp, int64_t sp)
{
	struct record rec = { .tag = SP_REC_REGS,
			      .u.regs = { .n = 2, .reg = { { 6, fp }, { 7, sp } } } };

	run_apply(r, &rec);
}

/* A call's CFA is a difference to its caller's; its fp is the caller's and its sp CFA - 8, until
 * REGS says otherwise. */
static void test_calls(void **state)
{
	struct run *r = run_new();

	(void)state;
	stack_top(r);
	assert_int_equal(r->thread->n, 1);
	assert_frame(r, 0, 0, 0, 0);
	apply_regs(r, 0x8000, 0x7000);               /* the first frame has no CFA: values alone */
	assert_frame(r, 0, 0, 0x7000, 0x8000);
	APPLY(r, ARC, .arc = { 1, 0x400010, 0x400100 });
	APPLY(r, CALL, .call = { 1, -0x6ff0 });
	assert_frame(r, 1, 0x6ff0, 0x6fe8, 0x8000);
	assert_int_equal(r->thread->frame[1].call_ip, 0x400010);
	assert_int_equal(r->thread->frame[1].entry_ip, 0x400100);
	assert_int_equal(r->thread->frame[1].signo, 0);
	apply_regs(r, -16, -48);
	assert_frame(r, 1, 0x6ff0, 0x6fc0, 0x6fe0);
	APPLY(r, CALL, .call = { 1, 0x40 });
	assert_frame(r, 2, 0x6fb0, 0x6fa8, 0x6fe0);
	NUMBER(r, RETURN, 1);
	assert_int_equal(r->thread->n, 2);
	assert_frame(r, 1, 0x6ff0, 0x6fc0, 0x6fe0);
	NUMBER(r, RETURN, 1);
	assert_frame(r, 0, 0, 0x7000, 0x8000);
	run_free(r);
}

static void apply_reg(struct run *r, uint64_t number, int64_t difference)
{
	struct record rec = { .tag = SP_REC_REGS,
			      .u.regs = { .n = 1, .reg = { { number, difference } } } };

	run_apply(r, &rec);
}

/* Other registers are differences to themselves; a frame begins with its caller's, and of those it
 * knows only what callees keep; numbers that no register has change nothing. */
static void test_other_registers(void **state)
{
	struct run *r = run_new();
	const struct run_frame *f;

	(void)state;
	apply_regs(r, 1, 2);
	apply_reg(r, 3, 100);
	apply_reg(r, 0, 5);
	apply_reg(r, 3, -1);
	apply_reg(r, 1000, 5);
	APPLY(r, CALL, .call = { 0, -0x100 });
	f = r->thread->frame;
	assert_int_equal(f[0].reg[3], 99);
	assert_int_equal(f[0].reg_known, 1u << 0 | 1u << 3 | 1u << 6 | 1u << 7);
	assert_int_equal(f[1].reg[3], 99);
	assert_int_equal(f[1].reg_known, 1u << 3 | 1u << 6 | 1u << 7);
	apply_reg(r, 3, 1);
	NUMBER(r, RETURN, 1);
	assert_int_equal(r->thread->frame[0].reg[3], 99);
	run_free(r);
}

/* Words of vector and x87 registers belong to the thread; other numbers are passed over. */
static void test_words(void **state)
{
	struct run *r = run_new();

	(void)state;
	apply_reg(r, 17, 5);
	apply_reg(r, 17, 2);
	apply_reg(r, 32 + 3 * 256, -1);
	apply_reg(r, 40, 9);
	apply_reg(r, 41, 1);
	apply_reg(r, 33 + 256, 1);
	apply_reg(r, 17 + 4 * 256, 1);
	apply_reg(r, 16 + 256, 1);
	APPLY(r, CALL, .call = { 0, -0x100 });
	assert_int_equal(r->thread->words.vector[0][0], 7);
	assert_int_equal(r->thread->words.vector[15][3], UINT64_MAX);
	assert_int_equal(r->thread->words.vector[15][2], 0);
	assert_int_equal(r->thread->words.x87[0], 0);
	assert_int_equal(r->thread->words.x87[7], 9);
	NUMBER(r, START, 1);
	assert_int_equal(r->thread->words.vector[0][0], 0);
	run_free(r);
}

static void apply_result(struct run *r, uint64_t number, int64_t difference)
{
	struct record rec = { .tag = SP_REC_RESULT,
			      .u.regs = { .n = 1, .reg = { { number, difference } } } };

	run_apply(r, &rec);
}

/* Values of the registers that hold results, and their V bits. */
static void test_results(void **state)
{
	struct run *r = run_new();
	const struct run_result *result = &r->result;

	(void)state;
	assert_false(result->any);
	apply_result(r, 0, 5);
	apply_result(r, 64, 0xffffffff);
	apply_result(r, 65 + 16 + 512, -1);
	apply_result(r, 64 + 34, -1);
	apply_result(r, 18, 9);
	assert_true(result->any);
	assert_int_equal(result->value.reg[0], 5);
	assert_int_equal(result->vbits.reg[0], 0xffffffff);
	assert_int_equal(result->vbits.words.vector[0][2], UINT64_MAX);
	assert_int_equal(result->value.words.vector[0][2], 0);
	assert_int_equal(result->vbits.words.x87[1], UINT64_MAX);
	assert_int_equal(result->value.words.vector[1][0], 9);
	apply_result(r, 64, -0xff);
	apply_result(r, 64 + 2, 1);                  /* no register for results */
	apply_result(r, 255, 1);
	apply_result(r, UINT64_MAX, 1);
	assert_int_equal(result->vbits.reg[0], 0xffffff00);
	assert_int_equal(result->vbits.reg[1], 0);
	run_free(r);
}

/* Registers of a caller are those of the call only if its return address says so. */
static void test_registers_at_call(void **state)
{
	struct run *r = run_new();
	const struct run_frame *f;

	(void)state;
	APPLY(r, ARC, .arc = { 1, 0x1000, 0x2000 });
	APPLY(r, CALL, .call = { 1, -0x100 });
	f = r->thread->frame;
	assert_false(run_called_with(&f[0], &f[1]));
	NUMBER(r, RETURN, 1);
	apply_reg(r, 16, 0x1005);
	APPLY(r, CALL, .call = { 1, -0x100 });
	f = r->thread->frame;
	assert_true(run_called_with(&f[0], &f[1]));
	NUMBER(r, RETURN, 1);
	apply_reg(r, 16, 0x20);
	APPLY(r, CALL, .call = { 1, -0x100 });
	f = r->thread->frame;
	assert_false(run_called_with(&f[0], &f[1]));
	run_free(r);
}

/* A loop back to a function's first instruction leaves what is the same; another function that
 * takes the frame begins anew. */
static void test_function_begins(void **state)
{
	static const char one, other;
	struct run *r = run_new();
	const struct run_entry *e;

	(void)state;
	apply_reg(r, 5, 50);
	apply_reg(r, 4, 40);
	run_function_begins(r, &one);
	e = r->thread->frame[0].entry;
	apply_reg(r, 5, 1);
	assert_int_equal(e->reg[5], 50);
	assert_int_equal(e->reg_known, 1u << 4 | 1u << 5);
	assert_true(e->words_known);
	run_function_begins(r, &one);
	assert_int_equal(e->reg_known, 1u << 4);
	assert_true(e->words_known);
	apply_reg(r, 17, 1);
	run_function_begins(r, &one);
	assert_false(e->words_known);
	run_function_begins(r, &other);
	assert_ptr_equal(e->function, &other);
	assert_int_equal(e->reg[5], 51);
	assert_true(e->reg_known & 1u << 5);
	assert_true(e->words_known);
	APPLY(r, CALL, .call = { 0, -0x100 });
	assert_null(r->thread->frame[1].entry);
	run_function_begins(r, &one);
	NUMBER(r, RETURN, 1);
	run_free(r);
}

static void test_frame_ids(void **state)
{
	struct run *r = run_new();
	uint64_t seen = 0;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		APPLY(r, CALL, .call = { 0, 16 });
		assert_true(stack_top(r)->id > seen);
		seen = stack_top(r)->id;
		if (i % 3 == 0)
			NUMBER(r, RETURN, 1);
	}
	assert_int_equal(r->thread->n, 1 + 1000 - 334);
	NUMBER(r, RETURN, 100);
	assert_int_equal(r->thread->n, 1 + 1000 - 434);
	run_free(r);
}

static void test_signal(void **state)
{
	struct run *r = run_new();

	(void)state;
	apply_regs(r, 0x8000, 0x7000);
	APPLY(r, SIGNAL, .signal = { 11, 0x400123, 0x6000 });
	assert_frame(r, 1, 0x6000, 0x5ff8, 0x8000);
	assert_int_equal(stack_top(r)->signo, 11);
	assert_int_equal(stack_top(r)->call_ip, 0x400123);
	assert_int_equal(stack_top(r)->entry_ip, 0);
	APPLY(r, CALL, .call = { 7, 0x20 });         /* a call that the handler makes */
	assert_frame(r, 2, 0x5fe0, 0x5fd8, 0x8000);
	assert_int_equal(stack_top(r)->signo, 0);
	NUMBER(r, RETURN, 2);
	assert_frame(r, 0, 0, 0x7000, 0x8000);
	run_free(r);
}

static void test_steps(void **state)
{
	struct run *r = run_new();

	(void)state;
	APPLY(r, OBJECT, .object = { .id = 3, .bias = 0x1000, .path = text("/x"),
	      .build_id = text("") });
	APPLY(r, SITE, .site = { 1, 3, 0x500 });
	APPLY(r, SITE, .site = { 2, 3, 0x600 });
	APPLY(r, STEP, .step = { 1 });
	APPLY(r, CALL, .call = { 0, 16 });
	assert_null(stack_top(r)->at);
	APPLY(r, STEP, .step = { 2 });
	assert_int_equal(r->steps, 2);
	assert_int_equal(r->site->addr, 0x600);
	assert_string_equal(r->site->object->path, "/x");
	assert_int_equal(r->thread->frame[0].at->addr, 0x500);
	assert_int_equal(r->thread->frame[1].at->addr, 0x600);
	run_free(r);
}

static void test_threads(void **state)
{
	struct run *r = run_new();

	(void)state;
	NUMBER(r, THREAD, 1);
	APPLY(r, CALL, .call = { 0, 16 });
	NUMBER(r, START, 2);
	assert_int_equal(r->thread->tid, 1);         /* START does not switch */
	NUMBER(r, THREAD, 2);
	assert_int_equal(r->thread->tid, 2);
	assert_int_equal(r->thread->n, 1);
	APPLY(r, CALL, .call = { 0, 32 });
	APPLY(r, CALL, .call = { 0, 32 });
	NUMBER(r, THREAD, 1);
	assert_int_equal(r->thread->n, 2);
	NUMBER(r, EXIT, 2);
	NUMBER(r, THREAD, 2);                        /* the number is used again: a new stack */
	assert_int_equal(r->thread->n, 1);
	NUMBER(r, EXIT, 2);                          /* the running one can still be looked at */
	assert_int_equal(r->thread->tid, 2);
	assert_int_equal(r->thread->n, 1);
	NUMBER(r, THREAD, 1);
	assert_int_equal(r->thread->n, 2);
	run_free(r);
}

/* A thread that exited as the running one, whose number is then given to another. */
static void test_thread_number_reused(void **state)
{
	struct run *r = run_new();

	(void)state;
	NUMBER(r, THREAD, 2);
	APPLY(r, CALL, .call = { 0, 32 });
	NUMBER(r, EXIT, 2);
	NUMBER(r, THREAD, 1);
	NUMBER(r, START, 2);
	NUMBER(r, THREAD, 2);
	assert_int_equal(r->thread->n, 1);
	run_free(r);
}

/* ---- heap ---- */

static void test_heap(void **state)
{
	struct run *r = run_new();

	(void)state;
	APPLY(r, ALLOC, .alloc = { 0x5000, 32, SP_ALLOC_MALLOC, 16 });
	APPLY(r, STEP, .step = { 0 });
	APPLY(r, ALLOC, .alloc = { 0x6000, 0, SP_ALLOC_NEW, 16 });
	assert_int_equal(r->heap.count, 2);
	assert_null(run_block_at(r, 0x4fff));
	assert_int_equal(run_block_at(r, 0x5000)->size, 32);
	assert_int_equal(run_block_at(r, 0x501f)->node.key, 0x5000);
	assert_null(run_block_at(r, 0x5020));
	assert_int_equal(run_block_at(r, 0x6000)->kind, SP_ALLOC_NEW);   /* empty, but there */
	assert_null(run_block_at(r, 0x6001));
	assert_int_equal(run_block_at(r, 0x5000)->made.steps, 0);
	assert_int_equal(run_block_at(r, 0x6000)->made.steps, 1);
	APPLY(r, FREE, .free = { 0x5000, SP_FREE_FREE });
	assert_null(run_block_at(r, 0x5000));
	assert_int_equal(r->heap.count, 1);
	run_free(r);
}

/* What was freed is known until something else is made there; realloc frees what it moves. */
static void test_freed(void **state)
{
	struct run *r = run_new();

	(void)state;
	APPLY(r, ALLOC, .alloc = { 0x5000, 32, SP_ALLOC_MALLOC, 16 });
	APPLY(r, ALLOC, .alloc = { 0x5040, 32, SP_ALLOC_MALLOC, 16 });
	APPLY(r, ALLOC, .alloc = { 0x5080, 0, SP_ALLOC_MALLOC, 16 });
	r->clock = 7;
	assert_null(run_freed_at(r, 0x5000));
	APPLY(r, FREE, .free = { 0x5000, SP_FREE_FREE });
	APPLY(r, REALLOC, .realloc = { 0x5040, 0x6000, 64 });
	APPLY(r, FREE, .free = { 0x5080, SP_FREE_FREE });
	assert_int_equal(run_freed_at(r, 0x501f)->freed.clock, 7);
	assert_null(run_freed_at(r, 0x5020));
	assert_int_equal(run_freed_at(r, 0x5040)->size, 32);
	assert_int_equal(run_freed_at(r, 0x5080)->size, 0);
	APPLY(r, REALLOC, .realloc = { 0x6000, 0x6000, 8 });     /* in place: nothing was freed */
	assert_null(run_freed_at(r, 0x6010));
	APPLY(r, ALLOC, .alloc = { 0x5010, 0x40, SP_ALLOC_MALLOC, 16 });
	assert_null(run_freed_at(r, 0x5000));
	assert_null(run_freed_at(r, 0x505f));
	assert_non_null(run_freed_at(r, 0x5080));
	run_free(r);
}

/* The last ones freed are remembered, whatever their number. */
static void test_freed_are_bounded(void **state)
{
	struct run *r = run_new();

	(void)state;
	for (uint64_t i = 0; i < RUN_FREED_MAX + 5; i++) {
		APPLY(r, ALLOC, .alloc = { 0x10000 + 32 * i, 16, SP_ALLOC_MALLOC, 16 });
		APPLY(r, FREE, .free = { 0x10000 + 32 * i, SP_FREE_FREE });
	}
	assert_int_equal(r->freed.count, RUN_FREED_MAX);
	assert_null(run_freed_at(r, 0x10000 + 32 * 4));
	assert_non_null(run_freed_at(r, 0x10000 + 32 * 5));
	run_free(r);
}

/* A block knows the last step of the frame that asked for it, behind frames of libraries. */
static void test_made_in(void **state)
{
	struct run *r = run_new();
	const struct run_moment *made;

	(void)state;
	APPLY(r, SITE, .site = { .id = 1, .object = 1, .addr = 0x1136 });
	APPLY(r, ARC, .arc = { .id = 1, .from = 0x4001136, .to = 0x4900000 });
	APPLY(r, ARC, .arc = { .id = 2, .from = 0x4900010, .to = 0x4a00000 });
	APPLY(r, STEP, .step = { .site = 1 });
	APPLY(r, CALL, .call = { .arc = 1, .cfa_difference = 32 });
	APPLY(r, CALL, .call = { .arc = 2, .cfa_difference = 32 });
	APPLY(r, ALLOC, .alloc = { 0x5000, 32, SP_ALLOC_MALLOC, 16 });
	made = &run_block_at(r, 0x5000)->made;
	assert_int_equal(made->site->addr, 0x1136);
	assert_int_equal(made->call_ip, 0x4001136);
	assert_int_equal(made->caller_ip, 0x4900010);
	run_free(r);
}

/* The reader takes a fresh block to be zero, whatever an older one left there. */
static void test_fresh_block_is_zero(void **state)
{
	struct run *r = run_new();
	uint8_t out[6];

	(void)state;
	APPLY(r, ALLOC, .alloc = { 0x5000, 4, 0, 16 });
	APPLY(r, MEMORY, .memory = { SP_CLASS_HEAP, 0x5000, bytes("abcdef") });
	APPLY(r, FREE, .free = { 0x5000, 0 });
	APPLY(r, ALLOC, .alloc = { 0x5000, 4, 0, 16 });
	assert_int_equal(image_read(&r->image, 0x5000, out, 6), 6);
	assert_memory_equal(out, "\0\0\0\0ef", 6);
	run_free(r);
}

static void test_reallocated(void **state)
{
	struct run *r = run_new();
	uint8_t out[4];

	(void)state;
	APPLY(r, ALLOC, .alloc = { 0x5000, 32, SP_ALLOC_MALLOC, 16 });
	run_block_at(r, 0x5000)->type = "the type";
	APPLY(r, MEMORY, .memory = { SP_CLASS_HEAP, 0x5000, bytes("abcd") });
	APPLY(r, REALLOC, .realloc = { 0x5000, 0x5000, 16 });   /* in place: bytes stay */
	assert_int_equal(run_block_at(r, 0x5000)->size, 16);
	assert_int_equal(run_block_at(r, 0x5000)->kind, SP_ALLOC_REALLOC);
	assert_string_equal(run_block_at(r, 0x5000)->type, "the type");
	image_read(&r->image, 0x5000, out, 4);
	assert_memory_equal(out, "abcd", 4);
	APPLY(r, MEMORY, .memory = { SP_CLASS_HEAP, 0x7000, bytes("wxyz") });
	APPLY(r, REALLOC, .realloc = { 0x5000, 0x7000, 64 });   /* moved: zero until told */
	assert_null(run_block_at(r, 0x5000));
	assert_int_equal(run_block_at(r, 0x7000)->size, 64);
	assert_string_equal(run_block_at(r, 0x7000)->type, "the type");
	image_read(&r->image, 0x7000, out, 4);
	assert_memory_equal(out, "\0\0\0\0", 4);
	assert_int_equal(r->heap.count, 1);
	run_free(r);
}

/* A type belongs to the block, not to the address. */
static void test_type_goes_with_the_block(void **state)
{
	struct run *r = run_new();

	(void)state;
	APPLY(r, ALLOC, .alloc = { 0x5000, 32, 0, 16 });
	run_block_at(r, 0x5000)->type = "the type";
	APPLY(r, FREE, .free = { 0x5000, 0 });
	APPLY(r, ALLOC, .alloc = { 0x5000, 32, 0, 16 });
	assert_null(run_block_at(r, 0x5000)->type);
	run_free(r);
}

/* ---- objects, output, ends ---- */

static void test_objects(void **state)
{
	struct run *r = run_new();
	struct record rec = { .tag = SP_REC_OBJECT, .u.object = {
		.id = 1, .flags = 3, .bias = 0x1000, .path = text("/x"), .build_id = text("c0de"),
		.n_ranges = 2, .range = { { 0x1000, 0x10, 5 }, { 0x3000, 0x10, 6 } } } };

	(void)state;
	run_apply(r, &rec);
	assert_null(run_object_at(r, 0xfff));
	assert_string_equal(run_object_at(r, 0x1000)->path, "/x");
	assert_string_equal(run_object_at(r, 0x300f)->build_id, "c0de");
	assert_null(run_object_at(r, 0x1010));
	NUMBER(r, UNLOAD, 1);
	assert_null(run_object_at(r, 0x1000));
	assert_non_null(r->objects);                 /* sites still name it */
	rec.u.object.id = 2;
	rec.u.object.path = text("/y");
	run_apply(r, &rec);
	assert_string_equal(run_object_at(r, 0x1000)->path, "/y");
	run_free(r);
}

static void test_output(void **state)
{
	struct run *r = run_new();

	(void)state;
	APPLY(r, OUTPUT, .io = { 1, bytes("one ") });
	APPLY(r, OUTPUT, .io = { 2, bytes("err") });
	APPLY(r, INPUT, .io = { 0, bytes("in") });
	APPLY(r, OUTPUT, .io = { 1, bytes("two") });
	APPLY(r, OUTPUT, .io = { 3, bytes("no") });
	APPLY(r, OUTPUT, .io = { UINT64_MAX, bytes("no") });
	assert_int_equal(r->out[0].len, 2);
	assert_memory_equal(r->out[0].data, "in", 2);
	assert_int_equal(r->out[1].len, 7);
	assert_memory_equal(r->out[1].data, "one two", 7);
	assert_int_equal(r->out[2].len, 3);
	assert_memory_equal(r->out[2].data, "err", 3);
	run_free(r);
}

static void test_ends(void **state)
{
	struct run *r = run_new();

	(void)state;
	APPLY(r, PROCESS, .process = { 7, text("0.1"), text("/x"), text("/"), 0, 0, { NULL, 0 } });
	APPLY(r, PROCESS, .process = { 8, text("0.1"), text("/y"), text("/z"), 0, 0, { NULL, 0 } });
	assert_int_equal(r->pid, 8);
	assert_string_equal(r->executable, "/y");
	assert_string_equal(r->directory, "/z");
	NUMBER(r, PAUSE, 1);
	assert_true(r->paused);
	NUMBER(r, PAUSE, 0);
	assert_false(r->paused);
	NUMBER(r, LIMIT, 5);
	assert_true(r->limit_reached);
	NUMBER(r, FORK, 9);
	assert_false(r->ended);
	APPLY(r, END, .end = { .reason = SP_END_SIGNAL, .code = 11 });
	assert_true(r->ended);
	assert_int_equal(r->end.code, 11);
	run_free(r);
}

/* An exec that failed: the program is still there. */
static void test_exec(void **state)
{
	struct run *r = run_new();

	(void)state;
	APPLY(r, EXEC, .path = text("/a"));
	APPLY(r, EXEC, .path = text("/b"));
	assert_string_equal(r->exec_path, "/b");
	APPLY(r, STEP, .step = { 1 });
	assert_null(r->exec_path);
	run_free(r);
}

/* ---- hostile records ---- */

static void test_undefined_ids(void **state)
{
	struct run *r = run_new();

	(void)state;
	APPLY(r, STEP, .step = { 99 });
	assert_null(r->site);
	assert_null(stack_top(r)->at);
	APPLY(r, SITE, .site = { 1, 77, 0x10 });     /* no object 77 */
	APPLY(r, STEP, .step = { 1 });
	assert_null(r->site->object);
	APPLY(r, CALL, .call = { 99, 16 });
	assert_int_equal(stack_top(r)->call_ip, 0);
	assert_int_equal(stack_top(r)->entry_ip, 0);
	NUMBER(r, UNLOAD, 5);
	NUMBER(r, EXIT, 5);
	APPLY(r, FREE, .free = { 0x1234, 0 });
	APPLY(r, REALLOC, .realloc = { 0x1234, 0x5000, 8 });
	assert_int_equal(run_block_at(r, 0x5000)->size, 8);
	assert_int_equal(r->steps, 2);
	run_free(r);
}

static void test_too_many_returns(void **state)
{
	struct run *r = run_new();

	(void)state;
	NUMBER(r, RETURN, 1);
	assert_int_equal(r->thread->n, 1);
	APPLY(r, CALL, .call = { 0, 16 });
	NUMBER(r, RETURN, 2);
	assert_int_equal(r->thread->n, 1);
	APPLY(r, CALL, .call = { 0, 16 });
	NUMBER(r, RETURN, UINT64_MAX);
	assert_int_equal(r->thread->n, 1);
	run_free(r);
}

/* Said twice: the first site and the last block, arc and object count. */
static void test_defined_twice(void **state)
{
	struct run *r = run_new();

	(void)state;
	APPLY(r, SITE, .site = { 1, 0, 0x10 });
	APPLY(r, STEP, .step = { 1 });
	APPLY(r, SITE, .site = { 1, 0, 0x20 });
	assert_int_equal(stack_top(r)->at->addr, 0x10);
	APPLY(r, ALLOC, .alloc = { 0x5000, 8, 0, 0 });
	APPLY(r, ALLOC, .alloc = { 0x5000, 16, 0, 0 });
	assert_int_equal(r->heap.count, 1);
	assert_int_equal(run_block_at(r, 0x5000)->size, 16);
	APPLY(r, REALLOC, .realloc = { 0x9000, 0x5000, 24 });
	assert_int_equal(r->heap.count, 1);
	APPLY(r, ARC, .arc = { 1, 0x10, 0x20 });
	APPLY(r, ARC, .arc = { 1, 0x30, 0x40 });
	APPLY(r, CALL, .call = { 1, 0 });
	assert_int_equal(stack_top(r)->call_ip, 0x30);
	APPLY(r, OBJECT, .object = { .id = 1, .path = text("/x"), .build_id = text("") });
	APPLY(r, OBJECT, .object = { .id = 1, .path = text("/y"), .build_id = text("") });
	NUMBER(r, UNLOAD, 1);
	run_free(r);
}

/* Blocks are each thread's own, the newest counts, and they end with the thread. */
static void test_tls(void **state)
{
	struct run *r = run_new();
	struct run_object object = { .id = 7 }, other = { .id = 8 };

	(void)state;
	assert_int_equal(run_tls(r, &object), 0);
	APPLY(r, TLS, .tls = { 1, 7, 0x1000 });
	APPLY(r, TLS, .tls = { 2, 7, 0x2000 });
	NUMBER(r, THREAD, 1);
	assert_int_equal(run_tls(r, &object), 0x1000);
	assert_int_equal(run_tls(r, &other), 0);
	assert_int_equal(run_tls(r, NULL), 0);
	APPLY(r, TLS, .tls = { 1, 7, 0x3000 });
	assert_int_equal(run_tls(r, &object), 0x3000);
	NUMBER(r, EXIT, 2);
	NUMBER(r, START, 2);
	NUMBER(r, THREAD, 2);
	assert_int_equal(run_tls(r, &object), 0);
	run_free(r);
}

static void test_extreme_numbers(void **state)
{
	struct run *r = run_new();

	(void)state;
	APPLY(r, CALL, .call = { UINT64_MAX, INT64_MIN });
	APPLY(r, CALL, .call = { UINT64_MAX, INT64_MIN });
	apply_regs(r, INT64_MAX, INT64_MIN);
	APPLY(r, SIGNAL, .signal = { UINT64_MAX, UINT64_MAX, 0 });
	APPLY(r, ALLOC, .alloc = { 0x5000, UINT64_MAX, UINT64_MAX, UINT64_MAX });
	assert_non_null(run_block_at(r, UINT64_MAX));
	APPLY(r, ALLOC, .alloc = { UINT64_MAX, UINT64_MAX, 0, 0 });
	APPLY(r, REALLOC, .realloc = { 0x5000, 0, UINT64_MAX });
	APPLY(r, UNMAP, .range = { UINT64_MAX, UINT64_MAX });
	APPLY(r, UNMAP, .range = { 0, UINT64_MAX });
	APPLY(r, MEMORY, .memory = { 3, UINT64_MAX, bytes("ab") });
	NUMBER(r, THREAD, UINT64_MAX);
	NUMBER(r, THREAD, 0);
	APPLY(r, STEP, .step = { UINT64_MAX });
	run_apply(r, &(struct record){ .tag = 0x37 });
	run_free(r);
}

/* What was made of memory is stale once that memory, or the block it lies in, is another. */
static void test_watchers(void **state)
{
	struct run *r = run_new();
	struct watcher data = { 0 }, none = { 0 }, block = { 0 };

	(void)state;
	watch_begin(&r->watch, &data);
	watch_read(&r->watch, 0x1038, 16);           /* in two lines */
	watch_begin(&r->watch, &block);
	watch_read(&r->watch, 0x5010, 4);
	watch_begin(&r->watch, NULL);
	watch_read(&r->watch, 0x2000, 4);            /* by nobody */
	APPLY(r, MEMORY, .memory = { 3, 0x2000, bytes("ab") });
	APPLY(r, ALLOC, .alloc = { 0x8000, 32, SP_ALLOC_NEW, 16 });
	assert_false(data.stale || block.stale || none.stale);
	APPLY(r, MEMORY, .memory = { 3, 0x1047, bytes("ab") });
	assert_true(data.stale && !block.stale);
	APPLY(r, ALLOC, .alloc = { 0x5000, 32, SP_ALLOC_NEW, 16 });
	assert_true(block.stale);
	watch_drop(&r->watch, &data);
	watch_drop(&r->watch, &block);
	run_free(r);
}

/* Each of two that have read one line is told, and one that has gone is not. */
static void test_watchers_of_one_line(void **state)
{
	struct run *r = run_new();
	struct watcher w[3] = { { 0 } };

	(void)state;
	for (int i = 0; i < 3; i++) {
		watch_begin(&r->watch, &w[i]);
		watch_read(&r->watch, 0x1000, 1);
		watch_read(&r->watch, 0x1001, 1);
	}
	watch_begin(&r->watch, NULL);
	watch_drop(&r->watch, &w[1]);
	watch_touch_all(&r->watch);
	assert_true(w[0].stale && !w[1].stale && w[2].stale);
	watch_drop(&r->watch, &w[0]);
	watch_drop(&r->watch, &w[2]);
	run_free(r);
}

/* ---- the profile ---- */

static void test_counts(void **state)
{
	struct run *r = run_new();
	const struct counts *c = &r->counts;

	(void)state;
	APPLY(r, CONTEXT, .context = { 7, 0, 1 });
	APPLY(r, CONTEXT, .context = { 9, 7, 3 });
	APPLY(r, CODE, .code = { 5, 1, 0x1000, bytes("\x04") });
	APPLY(r, CALLS, .calls = { 7, 3, 9, 10 });
	APPLY(r, COST, .cost = { 9, 5, bytes("\x02") });
	APPLY(r, COST, .cost = { 7, 5, bytes("\x01") });
	APPLY(r, CALLS, .calls = { 7, 3, 9, 20 });           /* totals: the last one counts */
	APPLY(r, COST, .cost = { 9, 5, bytes("\x03") });
	assert_int_equal(c->n_contexts, 2);
	assert_null(c->context[0]->parent);
	assert_ptr_equal(c->context[1]->parent, c->context[0]);
	assert_int_equal(c->n_calls, 1);
	assert_int_equal(c->call[0]->n, 20);
	assert_int_equal(c->n_costs, 2);
	assert_ptr_equal(c->cost[0]->context, c->context[1]);
	assert_memory_equal(c->cost[0]->times.at, "\x03", 1);
	assert_memory_equal(c->cost[1]->times.at, "\x01", 1);
	run_free(r);
}

/* What came after the last TOTALS is taken back, once; END and EXEC are totals too. */
static void test_totals(void **state)
{
	struct run *r = run_new();
	struct counts *c = &r->counts;

	(void)state;
	APPLY(r, CONTEXT, .context = { 7, 0, 1 });
	APPLY(r, CODE, .code = { 5, 2, 0x1136, bytes("") });
	APPLY(r, CALLS, .calls = { 7, 3, 7, 1 });
	APPLY(r, COST, .cost = { 7, 5, bytes("") });
	APPLY(r, TOTALS, .number = 0);
	APPLY(r, COST, .cost = { 7, 5, bytes("") });
	APPLY(r, CALLS, .calls = { 7, 3, 7, 2 });
	APPLY(r, TOTALS, .number = 0);
	APPLY(r, COST, .cost = { 7, 5, bytes("") });
	APPLY(r, CALLS, .calls = { 7, 3, 7, 3 });
	APPLY(r, CALLS, .calls = { 7, 4, 7, 1 });
	counts_settle(c);
	counts_settle(c);
	assert_int_equal(c->call[0]->n, 2);
	assert_int_equal(c->call[1]->n, 0);
	assert_int_equal(c->cost[0]->times.len, 2);
	assert_memory_equal(c->cost[0]->times.at, "", 2);
	APPLY(r, COST, .cost = { 7, 5, bytes("") });
	APPLY(r, END, .end = { .reason = SP_END_EXIT });
	counts_settle(c);
	assert_memory_equal(c->cost[0]->times.at, "", 1);
	run_free(r);
}

/* Differences add up, and never go back; a context that is not there is none. */
static void test_moments(void **state)
{
	struct run *r = run_new();
	const struct counts *c = &r->counts;

	(void)state;
	APPLY(r, CONTEXT, .context = { 7, 0, 1 });
	APPLY(r, MOMENT, .moment = { 7, 100, 2000 });
	assert_ptr_equal(c->now.context, c->context[0]);
	APPLY(r, MOMENT, .moment = { 8, 50, 1 });
	assert_null(c->now.context);
	assert_int_equal(c->now.instructions, 150);
	assert_int_equal(c->now.nanoseconds, 2001);
	APPLY(r, MOMENT, .moment = { 7, UINT64_MAX - 100, UINT64_MAX });
	assert_int_equal(c->now.instructions, UINT64_MAX);
	assert_int_equal(c->now.nanoseconds, UINT64_MAX);
	run_free(r);
}

/* What a damaged stream names and has not, or has twice. */
static void test_damaged_counts(void **state)
{
	struct run *r = run_new();
	const struct counts *c = &r->counts;

	(void)state;
	APPLY(r, CONTEXT, .context = { 2, 1, 1 });           /* no such parent, or not yet */
	APPLY(r, CONTEXT, .context = { 1, 1, 1 });           /* its own */
	APPLY(r, CONTEXT, .context = { 1, 0, 1 });
	APPLY(r, CONTEXT, .context = { 1, 1, 1 });
	APPLY(r, CODE, .code = { 5, 1, 0x1000, bytes("\x04") });
	APPLY(r, CODE, .code = { 5, 1, 0x2000, bytes("\x04") });
	APPLY(r, CALLS, .calls = { 1, 3, 2, 10 });
	APPLY(r, CALLS, .calls = { 2, 3, 1, 10 });
	APPLY(r, COST, .cost = { 1, 6, bytes("\x02") });
	APPLY(r, COST, .cost = { 2, 5, bytes("\x02") });
	assert_int_equal(c->n_contexts, 1);
	assert_null(c->context[0]->parent);
	assert_int_equal(c->n_codes, 1);
	assert_int_equal(c->code[0]->addr, 0x1000);
	assert_int_equal(c->n_calls + c->n_costs, 0);
	run_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_image_pages),
		cmocka_unit_test(test_image_zero),
		cmocka_unit_test(test_image_forget),
		cmocka_unit_test(test_image_huge),
		cmocka_unit_test(test_image_wraps),
		cmocka_unit_test(test_image_random),
		cmocka_unit_test(test_calls),
		cmocka_unit_test(test_other_registers),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_results),
		cmocka_unit_test(test_registers_at_call),
		cmocka_unit_test(test_function_begins),
		cmocka_unit_test(test_frame_ids),
		cmocka_unit_test(test_signal),
		cmocka_unit_test(test_steps),
		cmocka_unit_test(test_threads),
		cmocka_unit_test(test_thread_number_reused),
		cmocka_unit_test(test_tls),
		cmocka_unit_test(test_heap),
		cmocka_unit_test(test_fresh_block_is_zero),
		cmocka_unit_test(test_freed),
		cmocka_unit_test(test_freed_are_bounded),
		cmocka_unit_test(test_made_in),
		cmocka_unit_test(test_reallocated),
		cmocka_unit_test(test_type_goes_with_the_block),
		cmocka_unit_test(test_objects),
		cmocka_unit_test(test_output),
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_exec),
		cmocka_unit_test(test_undefined_ids),
		cmocka_unit_test(test_too_many_returns),
		cmocka_unit_test(test_defined_twice),
		cmocka_unit_test(test_extreme_numbers),
		cmocka_unit_test(test_watchers),
		cmocka_unit_test(test_watchers_of_one_line),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_totals),
		cmocka_unit_test(test_moments),
		cmocka_unit_test(test_damaged_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
