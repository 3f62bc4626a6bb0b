/* Unit tests of location expressions, made by hand: debug/dw_eval.c, dw_typed.c, dw_piece.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "debug/dw_eval.h"
#include <float.h>
#include <string.h>

enum { CFA = 0x7000, BIAS = 0x100000, OPS_MAX = 16 };

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* Every byte of memory is the low one of its address. */
static size_t read_address(void *ctx, uint64_t addr, void *to, size_t len)
{
	(void)ctx;
	for (size_t i = 0; i < len; i++)
		((uint8_t *)to)[i] = (uint8_t)(addr + i);
	return len;
}

static uint64_t vectors[FRAME_VECTORS][VECTOR_WORDS];

/* rdi is 5 now and was 50 at the entry; rsp is 0x100; xmm1 is 2.5 now and was not known then. */
static struct location evaluate(const struct dw_op *op, size_t n)
{
	const struct frame_state then = { .cfa = CFA, .reg = { [5] = 50 }, .reg_known = 1 << 5 };
	struct frame_state f = { .cfa = CFA, .bias = BIAS, .reg = { [5] = 5, [7] = 0x100 },
				 .reg_known = 1 << 5 | 1 << 7, .entry = &then, .arena = arena,
				 .vector = (const uint64_t (*)[VECTOR_WORDS])vectors,
				 .memory = { .read = read_address } };
	struct eval_context c = { .f = &f };
	struct dw_op placed[OPS_MAX];
	double x = 2.5;

	memcpy(vectors[1], &x, sizeof x);
	assert_true(n <= OPS_MAX);
	for (size_t i = 0; i < n; i++) {         /* an operation's offset is its index, times 3 as for a branch */
		placed[i] = op[i];
		placed[i].at = 3 * i;
	}
	return eval(&(struct dw_entry){ .always = true, .op = placed, .n_ops = n }, &c);
}
#define OPS(...) (struct dw_op[]){ __VA_ARGS__ }
#define EVALUATE(...) evaluate(OPS(__VA_ARGS__), sizeof OPS(__VA_ARGS__) / sizeof (struct dw_op))

static void check_memory(struct location at, uint64_t addr)
{
	assert_int_equal(at.kind, LOCATION_MEMORY);
	assert_int_equal(at.addr, addr);
}

static void check_value(struct location at, uint64_t value, uint64_t len)
{
	assert_int_equal(at.kind, LOCATION_VALUE);
	assert_int_equal((uint64_t)at.value, value);
	assert_int_equal(at.len, len);
}

static void check_absent(struct location at)
{
	assert_int_equal(at.kind, LOCATION_ABSENT);
	assert_non_null(at.why);
}

static void addresses(void **state)
{
	(void)state;
	check_memory(EVALUATE({ .op = DW_OP_addr, .a = 0x40 }), BIAS + 0x40);
	check_memory(EVALUATE({ .op = DW_OP_call_frame_cfa }, { .op = DW_OP_consts, .a = -16ull },
			      { .op = DW_OP_plus }), CFA - 16);
	check_memory(EVALUATE({ .op = DW_OP_breg7, .a = -8ull }), 0x100 - 8);
	check_memory(EVALUATE({ .op = DW_OP_bregx, .a = 7, .b = 8 }, { .op = DW_OP_deref_size, .a = 2 }), 0x0908);
	check_absent(EVALUATE({ .op = DW_OP_breg0 + 6 }));            /* not recorded */
	check_absent(EVALUATE({ .op = DW_OP_fbreg }));                /* no function */
}

static void arithmetic(void **state)
{
	(void)state;
	check_memory(EVALUATE({ .op = DW_OP_lit7 }, { .op = DW_OP_lit2 }, { .op = DW_OP_minus }), 5);
	check_memory(EVALUATE({ .op = DW_OP_const1s, .a = 0xf8 }, { .op = DW_OP_lit3 }, { .op = DW_OP_div }), -2ull);
	check_memory(EVALUATE({ .op = DW_OP_const1s, .a = 0xf8 }, { .op = DW_OP_lit3 }, { .op = DW_OP_mod }), 2);
	check_memory(EVALUATE({ .op = DW_OP_const1s, .a = 0xf8 }, { .op = DW_OP_lit1 }, { .op = DW_OP_shra }), -4ull);
	check_memory(EVALUATE({ .op = DW_OP_constu, .a = 1 }, { .op = DW_OP_constu, .a = 64 }, { .op = DW_OP_shl }), 0);
	check_memory(EVALUATE({ .op = DW_OP_lit1 }, { .op = DW_OP_lit2 }, { .op = DW_OP_lit3 }, { .op = DW_OP_rot }), 2);
	check_memory(EVALUATE({ .op = DW_OP_const1s, .a = 0xff }, { .op = DW_OP_lit1 }, { .op = DW_OP_lt }), 1);
	check_memory(EVALUATE({ .op = DW_OP_const8u, .a = 1ull << 63 }, { .op = DW_OP_const1s, .a = 0xff },
			      { .op = DW_OP_div }), 1ull << 63);
	check_absent(EVALUATE({ .op = DW_OP_lit1 }, { .op = DW_OP_lit0 }, { .op = DW_OP_mod }));
	check_absent(EVALUATE({ .op = DW_OP_lit1 }, { .op = DW_OP_plus }));
	check_absent(EVALUATE({ .op = DW_OP_pick, .a = UINT64_MAX }));
}

static void branches(void **state)
{
	(void)state;
	check_memory(EVALUATE({ .op = DW_OP_lit1 }, { .op = DW_OP_lit1 }, { .op = DW_OP_bra, .a = 3 }, { .op = DW_OP_lit9 },
			      { .op = DW_OP_nop }), 1);
	check_absent(EVALUATE({ .op = DW_OP_skip, .a = 0xfffd }));    /* to itself, for ever */
	check_absent(EVALUATE({ .op = DW_OP_lit1 }, { .op = DW_OP_skip, .a = 0x8000 }));
}

static void results(void **state)
{
	static const uint8_t bytes[16] = { 1, 2, 3 };
	struct location at = EVALUATE({ .op = DW_OP_reg3 });

	(void)state;
	assert_int_equal(at.kind, LOCATION_REGISTER);
	assert_int_equal(at.reg, 3);
	check_value(EVALUATE({ .op = DW_OP_lit4 }, { .op = DW_OP_stack_value }), 4, 8);
	at = EVALUATE({ .op = DW_OP_implicit_value, .a = 16, .b = (uintptr_t)bytes });
	assert_int_equal(at.kind, LOCATION_BLOCK);
	assert_int_equal(at.len, 16);
	assert_ptr_equal(at.byte, bytes);
	at = EVALUATE({ .op = DW_OP_implicit_pointer, .b = 4, .die = 20 });
	assert_int_equal(at.kind, LOCATION_POINTER);
	assert_int_equal(at.offset, 4);
	assert_int_equal(EVALUATE({ .op = DW_OP_reg3 }, { .op = DW_OP_GNU_uninit }).kind, LOCATION_REGISTER);
	check_absent(EVALUATE({ .op = DW_OP_reg3 }, { .op = DW_OP_lit0 }));
	check_absent(EVALUATE({ .op = 0 }));
	check_absent(evaluate(NULL, 0));
}

/* An unsigned int wraps, compares and divides as such; a double is computed as one. */
static void typed(void **state)
{
	static const double by = -3.0;
	double product;
	struct location at;

	(void)state;
	check_value(EVALUATE({ .op = DW_OP_const1s, .a = 0xff },
			     { .op = DW_OP_convert, .encoding = DW_ATE_unsigned, .size = 4 },
			     { .op = DW_OP_lit2 },
			     { .op = DW_OP_convert, .encoding = DW_ATE_unsigned, .size = 4 },
			     { .op = DW_OP_div }, { .op = DW_OP_stack_value }), 0x7fffffff, 4);
	check_value(EVALUATE({ .op = DW_OP_const1s, .a = 0xff },
			     { .op = DW_OP_convert, .encoding = DW_ATE_unsigned, .size = 4 },
			     { .op = DW_OP_convert, .size = 8 }, { .op = DW_OP_stack_value }), UINT32_MAX, 8);
	at = EVALUATE({ .op = DW_OP_regval_type, .a = 18, .encoding = DW_ATE_float, .size = 8 },
		      { .op = DW_OP_const_type, .a = 8, .b = (uintptr_t)&by, .encoding = DW_ATE_float,
			.size = 8 },
		      { .op = DW_OP_mul }, { .op = DW_OP_stack_value });
	assert_int_equal(at.kind, LOCATION_VALUE);
	memcpy(&product, &at.value, sizeof product);
	assert_true(product == -7.5);
	check_value(EVALUATE({ .op = DW_OP_regval_type, .a = 18, .encoding = DW_ATE_float, .size = 8 },
			     { .op = DW_OP_convert, .encoding = DW_ATE_signed, .size = 4 },
			     { .op = DW_OP_stack_value }), 2, 4);
	check_value(EVALUATE({ .op = DW_OP_lit16 },
			     { .op = DW_OP_deref_type, .a = 2, .encoding = DW_ATE_signed, .size = 2 },
			     { .op = DW_OP_convert, .size = 8 }, { .op = DW_OP_stack_value }), 0x1110, 8);
	check_absent(EVALUATE({ .op = DW_OP_regval_type, .a = 18, .encoding = DW_ATE_float, .size = 8 },
			      { .op = DW_OP_lit1 }, { .op = DW_OP_plus }, { .op = DW_OP_stack_value }));
	check_absent(EVALUATE({ .op = DW_OP_regval_type, .a = 33, .encoding = DW_ATE_float, .size = 8 },
			      { .op = DW_OP_stack_value }));          /* x87: not recorded */
}

static bool compares(unsigned op, double a, double b)
{
	struct typed x = typed_from_bytes((const uint8_t *)&a, DW_ATE_float, 8), out;
	struct typed y = typed_from_bytes((const uint8_t *)&b, DW_ATE_float, 8);
	const char *why = NULL;

	assert_true(typed_binary(op, x, y, &out, &why));
	assert_null(why);
	return out.bits != 0;
}

static void typed_comparison(void **state)
{
	double nan = 0.0 / 0.0;

	(void)state;
	assert_true(compares(DW_OP_lt, 1, 2));
	assert_false(compares(DW_OP_ge, 1, 2));
	assert_true(compares(DW_OP_eq, 0.0, -0.0));
	assert_true(compares(DW_OP_ne, nan, nan));
	assert_false(compares(DW_OP_eq, nan, nan));
	assert_false(compares(DW_OP_le, nan, 1));
	assert_false(compares(DW_OP_gt, nan, 1));
}

static void typed_limits(void **state)
{
	float huge = FLT_MAX;
	struct typed x = typed_from_bytes((const uint8_t *)&huge, DW_ATE_float, 4), out;
	struct typed least = { (unsigned __int128)1 << 31, DW_ATE_signed, 4 };
	struct typed minus_one = { UINT32_MAX, DW_ATE_signed, 4 };
	const char *why = NULL;

	(void)state;
	assert_int_equal((uint64_t)typed_convert(x, DW_ATE_signed, 8).bits, 0);
	assert_true(typed_binary(DW_OP_div, least, minus_one, &out, &why));
	assert_int_equal((uint64_t)out.bits, 1u << 31);
	assert_true(typed_binary(DW_OP_mod, least, minus_one, &out, &why));
	assert_int_equal((uint64_t)out.bits, 0);
	assert_null(why);
	x = typed_convert(typed_generic(3), DW_ATE_float, 2);
	assert_int_equal((uint64_t)x.bits, 0x4200);
	assert_int_equal((uint64_t)typed_convert(x, DW_ATE_signed, 4).bits, 3);
	assert_false(typed_is_base(DW_ATE_float, 5));
	assert_false(typed_is_base(DW_ATE_signed, 17));
	assert_false(typed_is_base(DW_ATE_signed, 0));
}

static void pieces(void **state)
{
	struct location at = EVALUATE({ .op = DW_OP_reg5 }, { .op = DW_OP_piece, .a = 8 },
				      { .op = DW_OP_piece, .a = 4 },
				      { .op = DW_OP_lit3 }, { .op = DW_OP_stack_value },
				      { .op = DW_OP_bit_piece, .a = 5, .b = 1 },
				      { .op = DW_OP_breg7 }, { .op = DW_OP_piece, .a = 1 });

	(void)state;
	assert_int_equal(at.kind, LOCATION_PIECES);
	assert_int_equal(at.n_pieces, 4);
	assert_int_equal(at.piece[0].at.kind, LOCATION_REGISTER);
	assert_int_equal(at.piece[0].bits, 64);
	assert_int_equal(at.piece[1].at.kind, LOCATION_ABSENT);
	assert_int_equal(at.piece[1].bits, 32);
	assert_int_equal(at.piece[2].at.kind, LOCATION_VALUE);
	assert_int_equal(at.piece[2].bits, 5);
	assert_int_equal(at.piece[2].from_bit, 1);
	check_memory(at.piece[3].at, 0x100);
	assert_int_equal(EVALUATE({ .op = DW_OP_piece, .a = UINT64_MAX }).piece[0].bits, UINT64_MAX);
	/* More pieces than operations: the branch goes back for ever. */
	check_absent(EVALUATE({ .op = DW_OP_piece, .a = 1 }, { .op = DW_OP_skip, .a = 0xfff7 }));
}

static void entry_values(void **state)
{
	const struct dw_op rdi = { .op = DW_OP_reg5 }, loads[] = { { .op = DW_OP_breg5 }, { .op = DW_OP_deref } };
	const struct dw_op xmm1 = { .op = DW_OP_regval_type, .a = 18, .encoding = DW_ATE_float, .size = 8 };
	const struct dw_entry in_rdi = { .always = true, .op = &rdi, .n_ops = 1 };
	const struct dw_entry loaded = { .always = true, .op = loads, .n_ops = 2 };
	const struct dw_entry in_xmm1 = { .always = true, .op = &xmm1, .n_ops = 1 };

	(void)state;
	check_value(EVALUATE({ .op = DW_OP_entry_value, .inner = &in_rdi }, { .op = DW_OP_lit1 }, { .op = DW_OP_plus },
			     { .op = DW_OP_stack_value }), 51, 8);
	/* Memory was another then, and this register is not known. */
	check_absent(EVALUATE({ .op = DW_OP_entry_value, .inner = &loaded }, { .op = DW_OP_stack_value }));
	check_absent(EVALUATE({ .op = DW_OP_GNU_entry_value, .inner = &in_xmm1 }, { .op = DW_OP_stack_value }));
	check_absent(EVALUATE({ .op = DW_OP_entry_value }, { .op = DW_OP_stack_value }));
}

/* In what an entry value holds there may be others; not so when a file is damaged. */
static void nested_entry_values(void **state)
{
	struct dw_op op = { .op = DW_OP_entry_value };
	struct dw_entry self = { .always = true, .op = &op, .n_ops = 1 };

	(void)state;
	op.inner = &self;
	check_absent(EVALUATE({ .op = DW_OP_entry_value, .inner = &self }, { .op = DW_OP_stack_value }));
}

static void registers(void **state)
{
	uint8_t byte[REGISTER_BYTES];
	struct frame_state f = { .reg = { [3] = 0x0102 }, .reg_known = 1 << 3 };

	(void)state;
	assert_int_equal(register_bytes(&f, 3, byte), 8);
	assert_int_equal(byte[1], 1);
	assert_int_equal(register_bytes(&f, 4, byte), 0);
	assert_int_equal(register_bytes(&f, 17, byte), 0);
	f.vector = (const uint64_t (*)[VECTOR_WORDS])vectors;
	vectors[15][3] = (uint64_t)7 << 56;
	assert_int_equal(register_bytes(&f, 32, byte), REGISTER_BYTES);
	assert_int_equal(byte[31], 7);
	assert_int_equal(register_bytes(&f, 33, byte), 0);       /* x87: not known */
	assert_int_equal(register_bytes(&f, UINT32_MAX, byte), 0);
	f.x87 = (const uint64_t[FRAME_X87]){ [7] = UINT64_C(0x3ff8000000000000) };
	assert_int_equal(register_bytes(&f, 41, byte), 0);
	assert_int_equal(register_bytes(&f, 40, byte), 16);
	assert_memory_equal(byte, ((uint8_t[]){ 0, 0, 0, 0, 0, 0, 0, 0xc0, 0xff, 0x3f }), 10);
}

static void registers_vbits(void **state)
{
	uint8_t byte[REGISTER_BYTES], all[10], none[REGISTER_BYTES] = { 0 };
	struct frame_state v = { .reg = { [3] = 0xff00 }, .reg_known = 1 << 3,
				 .x87 = (const uint64_t[FRAME_X87]){ [1] = 4 } };
	struct frame_state f = { 0 };

	(void)state;
	memset(all, 0xff, sizeof all);
	register_vbits(&f, 3, byte);
	assert_memory_equal(byte, none, sizeof none);
	f.vbits = &v;
	register_vbits(&f, 3, byte);
	assert_memory_equal(byte, ((uint8_t[]){ 0, 0xff, 0, 0, 0, 0, 0, 0, 0 }), 9);
	register_vbits(&f, 33, byte);
	assert_memory_equal(byte, none, sizeof none);
	register_vbits(&f, 34, byte);
	assert_memory_equal(byte, all, sizeof all);
	register_vbits(&f, 17, byte);            /* nothing is said of it */
	assert_memory_equal(byte, none, sizeof none);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(addresses), T(arithmetic), T(branches), T(results), T(typed), T(typed_comparison),
		T(typed_limits), T(pieces), T(entry_values), T(nested_entry_values), T(registers),
		T(registers_vbits),
	};

	return cmocka_run_group_tests_name("eval", tests, NULL, NULL);
}
