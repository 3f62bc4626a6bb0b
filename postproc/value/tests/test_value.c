/* Unit tests of value/, on types made by hand and memory that is an array.
 *
 * debug/ is replaced by the doubles below: here a type_ref is just the type. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "value/value.h"
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct type_ref { const struct type *type; };

static const struct type type_void = { .kind = TYPE_VOID, .name = "void" };

const struct type *type_target(const struct type *t)
{
	return t->target ? t->target->type : &type_void;
}

const struct type *type_owner(const struct type *t)
{
	return t->owner ? t->owner->type : &type_void;
}

const char *type_virtual_name(const struct type *pointer, uint64_t slot)
{
	(void)pointer;
	return slot == 2 ? "Shape::area" : NULL;
}

bool type_member_offset(const struct type_member *m, uint64_t addr, const struct memory *memory,
			uint64_t *offset)
{
	(void)addr, (void)memory;
	*offset = m->offset;
	return true;
}

const struct type *type_of_member(const struct type_member *m)
{
	return m->type->type;
}

const struct type *type_of_argument(const struct type_argument *a)
{
	return a->type->type;
}

const struct type *type_of_alias(const struct type_alias *a)
{
	return a->type->type;
}

const struct type *type_strip(const struct type *t)
{
	static const struct type unknown = { .kind = TYPE_UNKNOWN, .name = "?" };

	for (int i = 0; i < 50; i++) {
		if (t->kind != TYPE_TYPEDEF && t->kind != TYPE_QUALIFIED)
			return t;
		t = type_target(t);
	}
	return &unknown;
}

/* A VLA's count_expr is here the number of the register with its bound. */
bool type_array_count(const struct type *t, const struct frame_state *f, uint64_t *count)
{
	*count = f->reg[*(const unsigned *)t->count_expr];
	return true;
}

const struct type *variable_type(const struct variable *v)
{
	return v->type->type;
}

size_t register_bytes(const struct frame_state *f, unsigned reg, uint8_t to[REGISTER_BYTES])
{
	if (reg >= FRAME_REGS || !(f->reg_known >> reg & 1))
		return 0;
	for (unsigned i = 0; i < 8; i++)
		to[i] = (uint8_t)(f->reg[reg] >> 8 * i);
	return 8;
}

void register_vbits(const struct frame_state *f, unsigned reg, uint8_t to[REGISTER_BYTES])
{
	memset(to, 0, REGISTER_BYTES);
	if (f->vbits)
		register_bytes(f->vbits, reg, to);
}

/* Where the pointer is that it is asked for. */
static struct location pointed;

struct location location_pointed(const struct location *at, const struct frame_state *f)
{
	(void)at, (void)f;
	return pointed;
}

struct location variable_locate(const struct variable *v, const struct frame_state *f)
{
	(void)f;
	return *(const struct location *)v->where;
}

/* Memory: IMAGE bytes at BASE, nothing else. */
enum { BASE = 0x10000, IMAGE = 0x4000 };
static uint8_t image[IMAGE];
static uint64_t reads;

static uint8_t vbits[IMAGE];

static bool image_undefined(void *ctx, uint64_t addr, uint8_t *to, size_t len)
{
	bool any = false;

	(void)ctx;
	for (size_t i = 0; i < len; i++) {
		to[i] = addr + i - BASE < IMAGE ? vbits[addr + i - BASE] : 0;
		any = any || to[i];
	}
	return any;
}

/* Of what was freed, 0x100 bytes; 0: nothing was. */
static uint64_t gone;

static bool is_gone(void *ctx, uint64_t addr)
{
	(void)ctx;
	return gone && addr - gone < 0x100;
}

static size_t image_read(void *ctx, uint64_t addr, void *to, size_t len)
{
	(void)ctx;
	reads++;
	if (addr < BASE || addr >= BASE + IMAGE)
		return 0;
	if (len > BASE + IMAGE - addr)
		len = BASE + IMAGE - addr;
	memcpy(to, image + (addr - BASE), len);
	return len;
}

/* Zeros everywhere: for types that are larger than any image. */
static size_t zeros_read(void *ctx, uint64_t addr, void *to, size_t len)
{
	(void)ctx, (void)addr;
	memset(to, 0, len);
	return len;
}

static size_t letters_read(void *ctx, uint64_t addr, void *to, size_t len)
{
	(void)ctx, (void)addr;
	memset(to, 'x', len);
	return len;
}

static const char *code_name(void *ctx, uint64_t addr, struct arena *a)
{
	(void)ctx;
	return addr == 0x401004 ? arena_strdup(a, "f+4") : NULL;
}

static struct decoder dec;

static int setup(void **state)
{
	(void)state;
	memset(image, 0, sizeof image);
	memset(vbits, 0, sizeof vbits);
	gone = 0;
	dec = (struct decoder){
		.arena = arena_new(),
		.memory = { .read = image_read, .undefined = image_undefined, .is_gone = is_gone },
		.limits = { .elements = 100, .depth = 8, .string = 40 }, .code_name = code_name,
	};
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(dec.arena);
	return 0;
}

static const struct value *at_base(const struct type *t, const void *bytes, size_t len)
{
	memcpy(image, bytes, len);
	return value_at(&dec, t, BASE, NULL);
}

static struct type_ref *ref(const struct type *t)
{
	struct type_ref *r = arena_alloc(dec.arena, sizeof *r);

	r->type = t;
	return r;
}

static struct type *new_type(enum type_kind kind, uint64_t size, const struct type *target)
{
	struct type *t = arena_alloc(dec.arena, sizeof *t);

	t->kind = kind;
	t->name = "made by hand";
	t->size = size;
	t->target = target ? ref(target) : NULL;
	return t;
}

static struct type *new_array(const struct type *of, uint64_t count)
{
	struct type *t = new_type(TYPE_ARRAY, of->size * count, of);

	t->count = count;
	t->count_known = true;
	return t;
}

static struct type *new_int(uint64_t size, bool is_signed)
{
	struct type *t = new_type(TYPE_INT, size, NULL);

	t->is_signed = is_signed;
	return t;
}

static struct type_member member(const char *name, const struct type *t, uint64_t offset)
{
	return (struct type_member){ .name = name, .type = ref(t), .offset = offset };
}

static struct type_member bits(const char *name, const struct type *t, uint64_t offset,
			       unsigned bit_offset, unsigned bit_size)
{
	return (struct type_member){ .name = name, .type = ref(t), .offset = offset,
				     .bit_size = bit_size, .bit_offset = bit_offset };
}

static struct type *new_struct(enum type_kind kind, uint64_t size, const struct type_member *m,
			       size_t n)
{
	struct type *t = new_type(kind, size, NULL);
	struct type_member *copy = arena_array(dec.arena, n, sizeof *m);

	memcpy(copy, m, n * sizeof *m);
	t->member = copy;
	t->n_members = n;
	return t;
}
#define STRUCT(kind, size, ...) new_struct(kind, size, (struct type_member[]){ __VA_ARGS__ }, \
	sizeof (struct type_member[]){ __VA_ARGS__ } / sizeof(struct type_member))

static const char *int_text(const struct value *v)
{
	assert_int_equal(v->kind, VALUE_INT);
	return value_int_text(v, dec.arena);
}

static void test_int_widths(void **state)
{
	static const char *const lowest[] = { [1] = "-128", [2] = "-32768", [3] = "-8388608",
		[4] = "-2147483648", [8] = "-9223372036854775808",
		[16] = "-170141183460469231731687303715884105728" };
	static const char *const highest[] = { [1] = "255", [2] = "65535", [3] = "16777215",
		[4] = "4294967295", [8] = "18446744073709551615",
		[16] = "340282366920938463463374607431768211455" };

	(void)state;
	for (size_t size = 1; size <= 16; size++) {
		uint8_t byte[16] = { 0 };
		assert_string_equal(int_text(at_base(new_int(size, true), byte, 16)), "0");
		byte[size - 1] = 0x80;
		const struct value *v = at_base(new_int(size, true), byte, 16);
		assert_true(v->is_signed);
		assert_true(v->i == -((__int128)1 << (8 * size - 2)) * 2);
		if (lowest[size])
			assert_string_equal(int_text(v), lowest[size]);
		memset(byte, 0xff, 16);
		v = at_base(new_int(size, false), byte, 16);
		if (highest[size])
			assert_string_equal(int_text(v), highest[size]);
		assert_string_equal(int_text(at_base(new_int(size, true), byte, 16)), "-1");
	}
}

static void test_int128_max(void **state)
{
	__int128 max = (__int128)(~(unsigned __int128)0 >> 1);

	(void)state;
	assert_string_equal(int_text(at_base(new_int(16, true), &max, 16)),
			    "170141183460469231731687303715884105727");
}

static void test_type_and_address_kept(void **state)
{
	struct type *t = new_type(TYPE_TYPEDEF, 0, new_type(TYPE_QUALIFIED, 0, new_int(4, true)));
	const struct value *v = at_base(t, &(int){ -7 }, 4);

	(void)state;
	assert_string_equal(int_text(v), "-7");
	assert_ptr_equal(v->type, t);
	assert_int_equal(v->addr, BASE);
}

static const struct value *char_value(uint64_t size, uint32_t c)
{
	return at_base(new_type(TYPE_CHAR, size, NULL), &c, sizeof c);
}

static void test_char(void **state)
{
	(void)state;
	assert_int_equal(char_value(1, 'a')->kind, VALUE_CHAR);
	assert_string_equal(char_value(1, 'a')->text, "a");
	assert_string_equal(char_value(1, 0)->text, "\\000");
	assert_string_equal(char_value(1, '\n')->text, "\\n");
	assert_string_equal(char_value(1, 27)->text, "\\033");
	assert_string_equal(char_value(1, '\\')->text, "\\\\");
	assert_string_equal(char_value(1, '\'')->text, "'");
	assert_string_equal(char_value(1, 0x7f)->text, "\\177");
	assert_string_equal(char_value(1, 0xe9)->text, "\\351");
	assert_string_equal(char_value(2, 0xe9)->text, "\xc3\xa9");
	assert_string_equal(char_value(2, 0xd800)->text, "\\ud800");
	assert_string_equal(char_value(4, 0x20ac)->text, "\xe2\x82\xac");
	assert_string_equal(char_value(4, 0x1f600)->text, "\xf0\x9f\x98\x80");
	assert_string_equal(char_value(4, 0x110000)->text, "\\U00110000");
	assert_int_equal(at_base(new_type(TYPE_CHAR, 8, NULL), "12345678", 8)->kind, VALUE_INT);
	struct type *schar = new_type(TYPE_CHAR, 1, NULL);
	schar->is_signed = true;
	assert_true(at_base(schar, "\xe9", 1)->i == -23);
}

static void test_bool(void **state)
{
	struct type *t = new_type(TYPE_BOOL, 1, NULL);

	(void)state;
	assert_int_equal(at_base(t, "\1", 1)->kind, VALUE_BOOL);
	assert_true(at_base(t, "\1", 1)->i == 1);
	assert_true(at_base(t, "\0", 1)->i == 0);
	assert_true(at_base(t, "\xfe", 1)->i == 0xfe);
}

static const struct value *enum_value(const struct type_enumerator *e, size_t n, uint64_t size,
				      bool is_signed, int64_t value)
{
	struct type *t = new_type(TYPE_ENUM, size, NULL);

	t->enumerator = e;
	t->n_enumerators = n;
	t->is_signed = is_signed;
	return at_base(t, &value, sizeof value);
}

static void test_enum(void **state)
{
	static const struct type_enumerator e[] = {
		{ "MINUS", -1 }, { "ZERO", 0 }, { "FIVE", 5 }, { "ALSO_FIVE", 5 },
	};
	const struct value *v = enum_value(e, 4, 4, true, 5);

	(void)state;
	assert_int_equal(v->kind, VALUE_ENUM);
	assert_string_equal(v->text, "FIVE");
	assert_true(v->i == 5);
	assert_string_equal(enum_value(e, 4, 4, true, -1)->text, "MINUS");
	assert_string_equal(enum_value(e, 4, 1, false, 0xff)->text, "MINUS");
	assert_string_equal(enum_value(e, 4, 1, false, 0x105)->text, "FIVE");   /* one byte of it */
	v = enum_value(e, 4, 4, true, -9);
	assert_int_equal(v->kind, VALUE_INT);
	assert_string_equal(v->text, "-9");
	assert_int_equal(enum_value(NULL, 0, 4, true, 3)->kind, VALUE_INT);
}

/* The expected texts are what gdb 13.1 prints for these enums. */
static void test_flag_enum(void **state)
{
	static const struct type_enumerator flag[] = { { "A", 1 }, { "B", 2 }, { "C", 4 } };
	static const struct type_enumerator mixed[] = { { "M1", 1 }, { "M6", 6 } };
	static const struct type_enumerator twice[] = { { "D1", 1 }, { "D2", 2 }, { "D2B", 2 } };
	static const struct type_enumerator zero[] = { { "Z0", 0 }, { "Z1", 1 }, { "Z2", 2 } };

	(void)state;
	assert_string_equal(enum_value(flag, 3, 4, false, 3)->text, "(A | B)");
	assert_int_equal(enum_value(flag, 3, 4, false, 3)->kind, VALUE_ENUM);
	assert_string_equal(enum_value(flag, 3, 4, false, 4)->text, "C");
	assert_string_equal(enum_value(flag, 3, 4, false, 8)->text, "(unknown: 0x8)");
	assert_string_equal(enum_value(flag, 3, 4, false, 9)->text, "(A | unknown: 0x8)");
	assert_string_equal(enum_value(flag, 3, 4, false, 0)->text, "0");
	assert_string_equal(enum_value(mixed, 2, 4, false, 7)->text, "7");
	assert_string_equal(enum_value(twice, 3, 4, false, 3)->text, "(D1 | D2)");
	assert_string_equal(enum_value(zero, 3, 4, false, 0)->text, "Z0");
	assert_string_equal(enum_value(zero, 3, 4, false, 9)->text, "(Z1 | unknown: 0x8)");
}

static const char *float_text(float f)
{
	return at_base(new_type(TYPE_FLOAT, 4, NULL), &f, sizeof f)->text;
}

static const char *double_text(double d)
{
	return at_base(new_type(TYPE_FLOAT, 8, NULL), &d, sizeof d)->text;
}

static void test_float(void **state)
{
	(void)state;
	assert_string_equal(float_text(0.1f), "0.1");
	assert_string_equal(float_text(1e6f), "1000000");
	assert_string_equal(float_text(16777216.f), "16777216");
	assert_string_equal(float_text(1e10f), "1e+10");
	assert_string_equal(float_text(3.14159274f), "3.1415927");
	assert_string_equal(float_text(FLT_TRUE_MIN), "1e-45");
	assert_string_equal(float_text(FLT_MAX), "3.4028235e+38");
	assert_string_equal(double_text(0.1), "0.1");
	assert_string_equal(double_text(0.1 + 0.2), "0.30000000000000004");
	assert_string_equal(double_text(-0.0), "-0");
	assert_string_equal(double_text(-1.5), "-1.5");
	assert_string_equal(double_text(1e15), "1000000000000000");
	assert_string_equal(double_text(1e17), "1e+17");
	assert_string_equal(double_text(5e-324), "5e-324");
	assert_string_equal(double_text(DBL_MIN), "2.2250738585072014e-308");
	assert_string_equal(double_text(DBL_MAX), "1.7976931348623157e+308");
	assert_string_equal(double_text((double)NAN), "nan");
	assert_string_equal(double_text(-(double)NAN), "nan");
	assert_string_equal(double_text((double)INFINITY), "inf");
	assert_string_equal(double_text(-(double)INFINITY), "-inf");
}

/* Random bit patterns read back, and no shorter text does. */
static void test_double_shortest(void **state)
{
	uint64_t bits64 = 88172645463325252u;
	char shorter[400];

	(void)state;
	for (int i = 0; i < 20000; i++) {
		double d;
		bits64 ^= bits64 << 13, bits64 ^= bits64 >> 7, bits64 ^= bits64 << 17;
		uint64_t pattern = i % 4 ? bits64 : bits64 & 0x800fffffffffffff >> i % 50;
		memcpy(&d, &pattern, sizeof d);
		if (!isfinite(d))
			continue;
		const char *text = double_text(d);
		assert_true(strtod(text, NULL) == d);
		size_t digits = strspn(text + (*text == '-'), "0123456789.") - !!strchr(text, '.');
		if (strncmp(text + (*text == '-'), "0.", 2) == 0 || !strchr(text, '.'))
			continue;        /* leading zeros, or one digit */
		snprintf(shorter, sizeof shorter, "%.*g", (int)digits - 1, d);
		assert_true(strtod(shorter, NULL) != d);
		arena_reset(dec.arena);
	}
}

static const struct value *x87_value(uint64_t mantissa, uint16_t exponent)
{
	uint8_t byte[16];

	memset(byte, 0xa5, sizeof byte); /* padding is never looked at */
	memcpy(byte, &mantissa, 8);
	memcpy(byte + 8, &exponent, 2);
	return at_base(new_type(TYPE_FLOAT, 16, NULL), byte, sizeof byte);
}

static void test_x87(void **state)
{
	const uint64_t one = UINT64_C(1) << 63;

	(void)state;
	assert_string_equal(x87_value(one, 0x3fff)->text, "1");
	assert_string_equal(x87_value(one, 0xbfff)->text, "-1");
	assert_string_equal(x87_value(0, 0)->text, "0");
	assert_string_equal(x87_value(0, 0x8000)->text, "-0");
	assert_string_equal(x87_value(0xcccccccccccccccd, 0x3ffb)->text, "0.1");
	/* 1 + 2^-63: lost in a double */
	assert_string_equal(x87_value(one + 1, 0x3fff)->text, "1.0000000000000000001");
	assert_string_equal(x87_value(1, 0)->text, "4e-4951");
	assert_string_equal(x87_value(UINT64_MAX, 0x7ffe)->text, "1.189731495357231765e+4932");
	assert_string_equal(x87_value(one, 0x7fff)->text, "inf");
	assert_string_equal(x87_value(one, 0xffff)->text, "-inf");
	assert_string_equal(x87_value(one | one >> 1, 0x7fff)->text, "nan");
	assert_string_equal(x87_value(0, 0x7fff)->text, "nan");
	assert_string_equal(x87_value(one >> 1, 0x4000)->text, "nan");
}

#if LDBL_MANT_DIG == 64
static void test_x87_as_host(void **state)
{
	static const long double some[] = { 0.1L, -3.25L, 1e4000L, 1e-4940L, 3.14159265358979324L };

	(void)state;
	for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
		const struct value *v = at_base(new_type(TYPE_FLOAT, 16, NULL), &some[i], 16);
		assert_true(v->f == some[i]);
		assert_true(strtold(v->text, NULL) == some[i]);
	}
}
#endif

static const char *half_text(uint16_t bits)
{
	struct type *t = new_type(TYPE_FLOAT, sizeof bits, NULL);

	return at_base(t, &bits, sizeof bits)->text;
}

static void test_float16(void **state)
{
	(void)state;
	assert_string_equal(half_text(0x3c00), "1");
	assert_string_equal(half_text(0x2e66), "0.1");
	assert_string_equal(half_text(0x3555), "0.3333");
	assert_string_equal(half_text(0x7bff), "65504");
	assert_string_equal(half_text(0x0001), "6e-08");
	assert_string_equal(half_text(0x03ff), "6.1e-05");
	assert_string_equal(half_text(0x8000), "-0");
	assert_string_equal(half_text(0xfc00), "-inf");
	assert_string_equal(half_text(0x7e00), "nan");
}

#ifdef __SIZEOF_FLOAT128__
static const char *float128_text(__float128 q)
{
	struct type *t = new_type(TYPE_FLOAT, 16, NULL);

	t->is_float128 = true;
	return at_base(t, &q, sizeof q)->text;
}

static void test_float128(void **state)
{
	(void)state;
	assert_string_equal(float128_text(1), "1");
	assert_string_equal(float128_text((__float128)1 / 10), "0.1");
	assert_string_equal(float128_text(0.1), "0.1000000000000000055511151231257827");
	assert_string_equal(float128_text((__float128)1 / 3),
			    "0.3333333333333333333333333333333333");
	assert_string_equal(float128_text((__float128)INFINITY), "inf");
	assert_string_equal(float128_text(-(__float128)INFINITY), "-inf");
	assert_string_equal(float128_text((__float128)NAN), "nan");
	assert_string_equal(float128_text(-(__float128)0), "-0");
}
#endif

static void test_complex(void **state)
{
	static const double pair[] = { 1.5, -2 };
	const struct value *v = at_base(new_type(TYPE_COMPLEX, 16, NULL), pair, 16);

	(void)state;
	assert_int_equal(v->kind, VALUE_COMPLEX);
	assert_int_equal(v->n_children, 2);
	assert_string_equal(v->child[0].text, "1.5");
	assert_string_equal(v->child[1].text, "-2");
	assert_int_equal(v->child[1].addr, BASE + 8);
	assert_string_equal(v->child[1].type->name, "double");
	assert_int_equal(at_base(new_type(TYPE_COMPLEX, 6, NULL), "abcdef", 6)->kind, VALUE_RAW);
}

static const struct value *pointer_value(enum type_kind kind, const struct type *to, uint64_t addr)
{
	return at_base(new_type(kind, 8, to), &addr, sizeof addr);
}

static void test_pointer(void **state)
{
	struct type *target = new_type(TYPE_QUALIFIED, 0, new_int(4, true));
	const struct value *v = pointer_value(TYPE_POINTER, target, 0xdeadbeefdeadbeef);

	(void)state;
	assert_int_equal(v->kind, VALUE_POINTER);
	assert_true(v->i == (__int128)0xdeadbeefdeadbeef);
	assert_null(v->text);
	assert_ptr_equal(value_pointee(v), target);
	v = pointer_value(TYPE_REFERENCE, target, BASE);
	assert_int_equal(v->kind, VALUE_POINTER);
	assert_ptr_equal(value_pointee(v), target);
	assert_null(value_pointee(pointer_value(TYPE_POINTER, NULL, 1)));
	assert_null(value_pointee(at_base(target, "abcd", 4)));
	assert_int_equal(at_base(new_type(TYPE_POINTER, 9, target), "", 1)->kind, VALUE_RAW);
}

static void test_function_pointer(void **state)
{
	struct type *function = new_type(TYPE_FUNCTION, 0, NULL);
	const struct value *v = pointer_value(TYPE_POINTER, function, 0x401004);

	(void)state;
	assert_string_equal(v->text, "<f+4>");
	assert_null(value_pointee(v));
	assert_null(pointer_value(TYPE_POINTER, function, 0x5000)->text);
	dec.code_name = NULL;
	assert_null(pointer_value(TYPE_POINTER, function, 0x401004)->text);
}

static const struct value *string_at(uint64_t addr)
{
	struct type *c = new_type(TYPE_QUALIFIED, 0, new_type(TYPE_CHAR, 1, NULL));

	return pointer_value(TYPE_POINTER, c, addr);
}

static const struct value *string_of(const char *s)
{
	strcpy((char *)image + 0x100, s);
	return string_at(BASE + 0x100);
}

static void test_char_pointer(void **state)
{
	(void)state;
	assert_string_equal(string_of("hello")->string, "hello");
	assert_false(string_of("hello")->string_cut);
	assert_string_equal(string_of("")->string, "");
	assert_string_equal(string_of("a\\\"\n\x1b" "1")->string, "a\\\\\"\\n\\0331");
	assert_string_equal(string_of("\xc3\xa9\xff\xe2\x82\xac\xc3")->string,
			    "\xc3\xa9\\377\xe2\x82\xac\\303");
	assert_string_equal(string_of("\xed\xa0\x80 \xc0\x80 \xf4\x90\x80\x80")->string,
			    "\\355\\240\\200 \\300\\200 \\364\\220\\200\\200");
	assert_string_equal(string_of("\xc2\x85")->string, "\\302\\205");
	assert_null(string_at(0)->string);
	assert_null(string_at(0x99)->string);
	assert_null(pointer_value(TYPE_REFERENCE, new_type(TYPE_CHAR, 1, NULL), BASE)->string);
}

static void test_char_pointer_cut(void **state)
{
	const struct value *v;

	(void)state;
	dec.limits.string = 4;
	assert_string_equal(string_of("abcd")->string, "abcd");
	assert_string_equal(string_of("abcde")->string, "abcd");
	assert_true(string_of("abcde")->string_cut);
	assert_string_equal(string_of("abc\xc3\xa9")->string, "abc");   /* no half character */
	assert_string_equal(string_of("abc\xff" "def")->string, "abc\\377");
	dec.limits.string = 40;
	memset(image + IMAGE - 3, 'z', 3);
	v = string_at(BASE + IMAGE - 3);
	assert_string_equal(v->string, "zzz");
	assert_true(v->string_cut);
	dec.limits.string = 0;
	v = string_of("abc");
	assert_string_equal(v->string, "");
	assert_true(v->string_cut);
}

static void test_long_string(void **state)
{
	(void)state;
	dec.limits.string = UINT64_MAX;
	char text[2000];
	memset(text, 'q', sizeof text - 1);
	text[sizeof text - 1] = 0;
	assert_string_equal(string_of(text)->string, text);
}

static void test_unreadable(void **state)
{
	const struct value *v = value_at(&dec, new_int(4, true), 0xdead0, NULL);

	(void)state;
	assert_int_equal(v->kind, VALUE_ABSENT);
	assert_string_equal(v->text, "address 0xdead0 is not in the recording");
	v = value_at(&dec, new_int(8, true), BASE + IMAGE - 3, NULL);
	assert_int_equal(v->kind, VALUE_ABSENT);
	assert_string_equal(v->text, "address 0x14000 is not in the recording");
	v = value_at(&dec, new_int(8, true), UINT64_MAX - 2, NULL);
	assert_int_equal(v->kind, VALUE_ABSENT);
	v = value_at(&dec, new_array(new_int(4, true), 4), BASE + IMAGE - 8, NULL);
	assert_int_equal(v->child[1].kind, VALUE_INT);
	assert_int_equal(v->child[2].kind, VALUE_ABSENT);
}

static void test_struct_in_array(void **state)
{
	struct point { int x; short y[2]; } p[2] = { { 1, { 2, 3 } }, { -4, { 5, 6 } } };
	struct type *t = STRUCT(TYPE_STRUCT, sizeof p[0], member("x", new_int(4, true), 0),
				member("y", new_array(new_int(2, true), 2), 4));
	const struct value *v = at_base(new_array(t, 2), p, sizeof p);

	(void)state;
	assert_int_equal(v->kind, VALUE_ARRAY);
	assert_int_equal(v->n_children, 2);
	assert_int_equal(v->cut, 0);
	const struct value *second = &v->child[1];
	assert_int_equal(second->kind, VALUE_STRUCT);
	assert_null(second->name);
	assert_string_equal(second->child[0].name, "x");
	assert_string_equal(int_text(&second->child[0]), "-4");
	assert_string_equal(int_text(&second->child[1].child[1]), "6");
	assert_int_equal(second->child[1].child[1].addr, BASE + 8 + 6);
}

static void test_union(void **state)
{
	struct type *t = STRUCT(TYPE_UNION, 4, member("u", new_int(4, false), 0),
				member("f", new_type(TYPE_FLOAT, 4, NULL), 0));
	const struct value *v = at_base(t, &(float){ 1 }, 4);

	(void)state;
	assert_int_equal(v->kind, VALUE_STRUCT);
	assert_int_equal(v->child[0].addr, BASE);
	assert_int_equal(v->child[1].addr, BASE);
	assert_string_equal(int_text(&v->child[0]), "1065353216");
	assert_string_equal(v->child[1].text, "1");
}

static void test_anonymous_members(void **state)
{
	struct type *i = new_int(4, true);
	struct type *inner = STRUCT(TYPE_STRUCT, 8, member("b", i, 0), member("c", i, 4));
	struct type *either = STRUCT(TYPE_UNION, 8, member(NULL, inner, 0), member("d", i, 0));
	struct type *t = STRUCT(TYPE_STRUCT, 16, member("a", i, 0), member(NULL, either, 4),
				member("e", i, 12));
	const struct value *v = at_base(t, (int[]){ 1, 2, 3, 4 }, 16);
	static const char *const name[] = { "a", "b", "c", "d", "e" };
	static const char *const text[] = { "1", "2", "3", "2", "4" };

	(void)state;
	assert_int_equal(v->n_children, 5);
	for (size_t k = 0; k < 5; k++) {
		assert_string_equal(v->child[k].name, name[k]);
		assert_string_equal(int_text(&v->child[k]), text[k]);
	}
}

static void test_bit_fields(void **state)
{
	struct fields {
		unsigned a : 3; int b : 5; unsigned c : 12; _Bool d : 1; long long e : 41;
		unsigned long long f : 64;
	} x = { 5, -9, 0xabc, 1, -1000000000000, 0xfedcba9876543210 };
	struct type *u = new_int(4, false), *s = new_int(4, true);
	struct type *t = STRUCT(TYPE_STRUCT, sizeof x, bits("a", u, 0, 0, 3), bits("b", s, 0, 3, 5),
				bits("c", u, 0, 8, 12),
				bits("d", new_type(TYPE_BOOL, 1, NULL), 0, 20, 1),
				bits("e", new_int(8, true), 2, 5, 41),
				bits("f", new_int(8, false), 8, 0, 64));
	const struct value *v = at_base(t, &x, sizeof x);

	(void)state;
	assert_int_equal(sizeof x, 16);
	assert_string_equal(int_text(&v->child[0]), "5");
	assert_string_equal(int_text(&v->child[1]), "-9");
	assert_string_equal(int_text(&v->child[2]), "2748");
	assert_int_equal(v->child[3].kind, VALUE_BOOL);
	assert_true(v->child[3].i == 1);
	assert_int_equal(v->child[3].addr, BASE + 2);
	assert_int_equal(v->child[3].bit_offset, 4);
	assert_int_equal(v->child[3].bit_size, 1);
	assert_string_equal(int_text(&v->child[4]), "-1000000000000");
	assert_string_equal(int_text(&v->child[5]), "18364758544493064720");
}

static void test_bit_fields_wide(void **state)
{
	uint8_t byte[17];
	struct type *t = STRUCT(TYPE_STRUCT, 17, bits("all", new_int(16, true), 0, 7, 128),
				bits("too", new_int(16, true), 0, 0, 129),
				bits("out", new_int(4, true), 16, 1, 8),
				bits("ptr", new_type(TYPE_POINTER, 8, NULL), 0, 0, 8));
	const struct value *v;

	(void)state;
	memset(byte, 0xff, sizeof byte);
	byte[0] = 0x7f;
	byte[16] = 0x80;                 /* every bit but the field's first and last six */
	v = at_base(t, byte, sizeof byte);
	assert_true(v->child[0].i == (((__int128)1 << 121) - 1 - 1));
	for (size_t i = 1; i < 4; i++)
		assert_int_equal(v->child[i].kind, VALUE_ABSENT);
	assert_string_equal(v->child[2].text, "it lies outside its struct");
}

static void test_enum_bit_field(void **state)
{
	static const struct type_enumerator e[] = { { "LOW", -2 }, { "ONE", 1 } };
	struct type *t = new_type(TYPE_ENUM, 4, NULL);

	(void)state;
	t->enumerator = e;
	t->n_enumerators = 2;
	t->is_signed = true;
	struct type *s = STRUCT(TYPE_STRUCT, 1, bits("x", t, 0, 0, 2), bits("y", t, 0, 2, 2),
				bits("z", t, 0, 4, 2));
	const struct value *v = at_base(s, &(uint8_t){ 2 | 1 << 2 | 3 << 4 }, 1);
	assert_string_equal(v->child[0].text, "LOW");
	assert_string_equal(v->child[1].text, "ONE");
	assert_string_equal(v->child[2].text, "-1");
}

static void test_char_array(void **state)
{
	struct type *c = new_type(TYPE_TYPEDEF, 0, new_type(TYPE_CHAR, 1, NULL));
	const struct value *v = at_base(new_array(c, 6), "ab\0cde", 6);

	(void)state;
	assert_int_equal(v->kind, VALUE_ARRAY);
	assert_int_equal(v->n_children, 6);
	assert_string_equal(v->string, "ab");
	assert_false(v->string_cut);
	v = at_base(new_array(c, 3), "xyzzy", 5);
	assert_string_equal(v->string, "xyz");
	assert_false(v->string_cut);
	dec.limits.string = 2;
	v = at_base(new_array(c, 3), "xyz", 4);
	assert_string_equal(v->string, "xy");
	assert_true(v->string_cut);
	assert_null(at_base(new_array(c, 0), "", 1)->string);
}

/* In C wide characters are integers by another name, and only the name tells. */
static void test_wide_text(void **state)
{
	static const uint16_t pair[] = { 'a', 0xd83d, 0xde00, 'z', 0, 'x' };
	static const uint32_t face[] = { 0x1f600, 0x20ac, 'y' };
	struct type *alias = new_type(TYPE_TYPEDEF, 0, new_int(4, true));
	const struct value *v = at_base(new_array(new_type(TYPE_CHAR, 2, NULL), 6), pair, sizeof pair);

	(void)state;
	assert_string_equal(v->string, "a\U0001f600z");
	assert_false(v->string_cut);
	assert_null(at_base(new_array(alias, 3), face, sizeof face)->string);
	alias->tag = "wchar_t";
	v = at_base(new_array(alias, 3), face, sizeof face);
	assert_string_equal(v->string, "\U0001f600\u20acy");
	dec.limits.string = 8;
	v = at_base(new_array(alias, 3), face, sizeof face);
	assert_string_equal(v->string, "\U0001f600\u20ac");
	assert_true(v->string_cut);
}

static void test_element_limit(void **state)
{
	struct type *t = new_array(new_int(1, false), 250);
	const struct value *v;

	(void)state;
	v = value_at(&dec, t, BASE, NULL);
	assert_int_equal(v->n_children, 100);
	assert_int_equal(v->cut, 150);
	v = value_elements(&dec, new_int(4, true), BASE, 3);
	assert_int_equal(v->kind, VALUE_ARRAY);
	assert_int_equal(v->n_children, 3);
	assert_int_equal(v->child[2].addr, BASE + 8);
	v = value_elements(&dec, new_type(TYPE_CHAR, 1, NULL), BASE, 1000);
	assert_int_equal(v->cut, 900);
	assert_string_equal(v->string, "");
}

static void test_depth_limit(void **state)
{
	struct type *a = new_array(new_array(new_array(new_int(1, false), 2), 3), 4);
	struct type *s = STRUCT(TYPE_STRUCT, 2, member("x", new_array(new_int(1, true), 2), 0));
	const struct value *v;

	(void)state;
	dec.limits.depth = 2;
	v = value_at(&dec, a, BASE, NULL);
	assert_int_equal(v->n_children, 4);
	assert_int_equal(v->child[0].n_children, 3);
	assert_int_equal(v->child[0].child[0].kind, VALUE_ARRAY);
	assert_int_equal(v->child[0].child[0].n_children, 0);
	assert_int_equal(v->child[0].child[0].cut, 2);
	v = value_at(&dec, new_array(s, 1), BASE, NULL);
	assert_int_equal(v->child[0].child[0].cut, 2);
	dec.limits.depth = 0;
	v = value_at(&dec, s, BASE, NULL);
	assert_int_equal(v->n_children, 0);
	assert_int_equal(v->cut, 1);
}

static uint64_t count_nodes(const struct value *v)
{
	uint64_t n = 1;

	for (size_t i = 0; i < v->n_children; i++)
		n += count_nodes(&v->child[i]);
	return n;
}

/* Types that would never end are cut at VALUE_NODES, in reasonable time and memory. */
static void test_explosions(void **state)
{
	struct type *t = new_int(1, false);
	const struct value *v;

	(void)state;
	dec.memory.read = zeros_read;
	dec.limits = (struct value_limits){ UINT64_MAX, UINT32_MAX, UINT64_MAX };
	v = value_at(&dec, new_array(t, UINT64_MAX / 2), 0, NULL);
	assert_int_equal(v->n_children, VALUE_NODES);
	assert_int_equal(v->cut, UINT64_MAX / 2 - VALUE_NODES);
	for (int i = 0; i < 20; i++)
		t = new_array(t, 8);
	v = value_at(&dec, t, 0, NULL);
	assert_int_equal(count_nodes(v), VALUE_NODES + 1);
	t = new_type(TYPE_STRUCT, 0, NULL);
	v = value_at(&dec, new_array(t, UINT64_MAX), 0, NULL);
	assert_int_equal(v->n_children, VALUE_NODES);
}

static void test_long_texts(void **state)
{
	struct type *text = new_type(TYPE_POINTER, 8, new_type(TYPE_CHAR, 1, NULL));
	const struct value *v;
	size_t total = 0;

	(void)state;
	dec.memory.read = letters_read;
	dec.limits = (struct value_limits){ UINT64_MAX, 8, 1000 };
	v = value_at(&dec, new_array(text, 5000), 8, NULL);
	for (size_t i = 0; i < v->n_children; i++) {
		total += strlen(v->child[i].string);
		assert_true(v->child[i].string_cut);
	}
	assert_int_equal(total, VALUE_TEXT);
}

static void test_hostile_structs(void **state)
{
	struct type *i = new_int(4, true);
	struct type *t = STRUCT(TYPE_STRUCT, 8, member("ok", i, 4), member("far", i, 5),
				member("wrap", i, UINT64_MAX - 1), member("next", i, 8),
				member(NULL, STRUCT(TYPE_STRUCT, 16, member("in", i, 0)), 0));
	const struct value *v = value_at(&dec, t, BASE, NULL);

	(void)state;
	assert_int_equal(v->n_children, 5);
	assert_int_equal(v->child[0].kind, VALUE_INT);
	for (size_t k = 1; k < 5; k++) {
		assert_int_equal(v->child[k].kind, VALUE_ABSENT);
		assert_non_null(v->child[k].type);
	}
	v = value_at(&dec, t, UINT64_MAX - 3, NULL);
	assert_int_equal(v->kind, VALUE_ABSENT);
}

/* A struct that holds itself, named or not, twice. */
static void test_circular_struct(void **state)
{
	struct type *t = STRUCT(TYPE_STRUCT, 4, member(NULL, &type_void, 0),
				member(NULL, &type_void, 0), member("n", &type_void, 0),
				member("i", new_int(4, true), 0));

	(void)state;
	for (size_t k = 0; k < 3; k++)
		t->member[k].type->type = t;
	dec.limits = (struct value_limits){ UINT64_MAX, UINT32_MAX, UINT64_MAX };
	assert_true(count_nodes(value_at(&dec, t, BASE, NULL)) <= VALUE_NODES + 1);
	struct type *a = new_array(&type_void, 2);
	a->target->type = a;
	assert_int_equal(value_at(&dec, a, BASE, NULL)->kind, VALUE_ABSENT);
	struct type *loop = new_type(TYPE_TYPEDEF, 0, &type_void);
	loop->target->type = loop;
	assert_int_equal(value_at(&dec, loop, BASE, NULL)->kind, VALUE_ABSENT);
}

static void test_hostile_arrays(void **state)
{
	struct type *t = new_int(4, true);

	(void)state;
	assert_int_equal(value_at(&dec, new_array(t, UINT64_MAX), BASE, NULL)->kind, VALUE_ABSENT);
	assert_int_equal(value_at(&dec, new_array(t, 2), UINT64_MAX - 3, NULL)->kind, VALUE_ABSENT);
	assert_int_equal(value_elements(&dec, t, BASE, UINT64_MAX)->kind, VALUE_ABSENT);
	t->incomplete = true;
	assert_int_equal(value_at(&dec, new_array(t, 2), BASE, NULL)->kind, VALUE_ABSENT);
	assert_string_equal(value_at(&dec, t, BASE, NULL)->text, "its type is declared only");
}

static void test_raw(void **state)
{
	const struct value *v = at_base(new_type(TYPE_UNKNOWN, 3, NULL), "\x01\xab\xff", 3);

	(void)state;
	assert_int_equal(v->kind, VALUE_RAW);
	assert_string_equal(v->text, "01abff");
	v = value_at(&dec, new_int(UINT64_MAX, true), BASE, NULL);
	assert_int_equal(v->kind, VALUE_RAW);
	assert_int_equal(strlen(v->text), 80);
	assert_int_equal(v->cut, UINT64_MAX - 40);
	assert_int_equal(at_base(new_type(TYPE_FLOAT, 3, NULL), "", 1)->kind, VALUE_RAW);
	assert_int_equal(at_base(new_type(TYPE_FUNCTION, 0, NULL), "", 1)->kind, VALUE_ABSENT);
	assert_int_equal(at_base(new_int(0, true), "", 1)->kind, VALUE_ABSENT);
	assert_int_equal(at_base(&type_void, "", 1)->kind, VALUE_ABSENT);
	v = value_at(&dec, new_type(TYPE_UNKNOWN, 3, NULL), 1, NULL);
	assert_int_equal(v->kind, VALUE_ABSENT);
	dec.limits.string = 0;
	assert_string_equal(value_at(&dec, new_type(TYPE_UNKNOWN, 3, NULL), BASE, NULL)->text, "");
}

static void test_flexible_array(void **state)
{
	struct type *flexible = new_type(TYPE_ARRAY, 0, new_int(4, true));
	struct type *t = STRUCT(TYPE_STRUCT, 4, member("n", new_int(4, true), 0),
				member("data", flexible, 4));
	const struct value *v = value_at(&dec, t, BASE, NULL);

	(void)state;
	assert_int_equal(v->child[1].kind, VALUE_ARRAY);
	assert_int_equal(v->child[1].n_children, 0);
	assert_true(v->child[1].cut == VALUE_CUT_UNKNOWN);
}

static void test_vla(void **state)
{
	static const unsigned rows = 3, columns = 5;
	struct frame_state f = { .reg = { [3] = 2, [5] = 3 } };
	struct type *row = new_type(TYPE_ARRAY, 0, new_int(4, true));
	struct type *all = new_type(TYPE_ARRAY, 0, row);
	const struct value *v;

	(void)state;
	row->count_expr = &columns;
	all->count_expr = &rows;
	memcpy(image, (int[]){ 1, 2, 3, 4, 5, 6 }, 24);
	v = value_at(&dec, all, BASE, &f);
	assert_int_equal(v->n_children, 2);
	assert_int_equal(v->child[1].n_children, 3);
	assert_string_equal(int_text(&v->child[1].child[2]), "6");
	assert_true(value_at(&dec, all, BASE, NULL)->cut == VALUE_CUT_UNKNOWN);
	f.reg[3] = UINT64_MAX;
	assert_int_equal(value_at(&dec, all, BASE, &f)->kind, VALUE_ABSENT);
}

static const struct value *variable_value(const struct type *t, struct location l)
{
	struct frame_state f = { .reg = { [3] = 0x8000000000000005 }, .reg_known = 1 << 3 };
	struct variable v = { .name = "v", .type = ref(t), .where = &l };

	return value_of(&dec, &v, &f);
}

static void test_variable(void **state)
{
	struct type *i = new_int(4, true);
	const struct value *v;

	(void)state;
	memcpy(image, &(int){ 42 }, 4);
	v = variable_value(i, (struct location){ .kind = LOCATION_MEMORY, .addr = BASE });
	assert_string_equal(int_text(v), "42");
	v = variable_value(i, (struct location){ .kind = LOCATION_REGISTER, .reg = 3 });
	assert_string_equal(int_text(v), "5");
	assert_int_equal(v->addr, 0);
	v = variable_value(new_int(8, false),
			   (struct location){ .kind = LOCATION_REGISTER, .reg = 3 });
	assert_string_equal(int_text(v), "9223372036854775813");
	v = variable_value(i, (struct location){ .kind = LOCATION_VALUE, .value = UINT64_MAX,
						  .len = 8 });
	assert_string_equal(int_text(v), "-1");
	v = variable_value(i, (struct location){ .kind = LOCATION_ABSENT, .why = "optimised out" });
	assert_int_equal(v->kind, VALUE_ABSENT);
	assert_string_equal(v->text, "optimised out");
	assert_ptr_equal(v->type, i);
}

static void test_variable_in_register(void **state)
{
	struct type *pair = STRUCT(TYPE_STRUCT, 8, member("a", new_int(4, true), 0),
				   member("b", new_int(4, false), 4));
	struct type *text = new_type(TYPE_POINTER, 8, new_type(TYPE_CHAR, 1, NULL));
	struct location in_register = { .kind = LOCATION_REGISTER, .reg = 3 };
	const struct value *v = variable_value(pair, in_register);

	(void)state;
	assert_string_equal(int_text(&v->child[0]), "5");
	assert_string_equal(int_text(&v->child[1]), "2147483648");
	assert_int_equal(v->child[1].addr, 0);
	strcpy((char *)image + 64, "text");
	v = variable_value(text, (struct location){ .kind = LOCATION_VALUE, .value = BASE + 64,
						  .len = 8 });
	assert_string_equal(v->string, "text");
	assert_int_equal(variable_value(new_int(16, true), in_register)->kind, VALUE_ABSENT);
	in_register.reg = 4;
	assert_int_equal(variable_value(pair, in_register)->kind, VALUE_ABSENT);
	in_register.reg = 999;
	assert_int_equal(variable_value(pair, in_register)->kind, VALUE_ABSENT);
}

/* Of undefined bits only those of the part count. */
static void test_undefined_in_register(void **state)
{
	struct type *pair = STRUCT(TYPE_STRUCT, 8, member("a", new_int(4, true), 0),
				   member("b", new_int(4, false), 4));
	struct frame_state undefined = { .reg = { [3] = 0xff00 }, .reg_known = 1 << 3 };
	struct frame_state f = { .reg = { [3] = 0x8000000000000005 }, .reg_known = 1 << 3,
				 .vbits = &undefined };
	struct location in_register = { .kind = LOCATION_REGISTER, .reg = 3 };
	struct variable v = { .name = "v", .type = ref(pair), .where = &in_register };
	const struct value *value = value_of(&dec, &v, &f);

	(void)state;
	assert_int_equal(value->child[0].kind, VALUE_UNINITIALIZED);
	assert_string_equal(value->child[0].text, "05??0000");
	assert_string_equal(int_text(&value->child[1]), "2147483648");
}

/* A register, a gap of 4 bytes, 3 bits of a constant from its bit 1 on, and memory. */
static void test_variable_in_pieces(void **state)
{
	struct type *all = STRUCT(TYPE_STRUCT, 20, member("a", new_int(8, false), 0),
				  member("b", new_int(4, true), 8), bits("c", new_int(4, false), 12, 0, 3),
				  bits("d", new_int(4, false), 12, 3, 2), member("e", new_int(4, true), 16));
	const struct location_piece piece[] = {
		{ { .kind = LOCATION_REGISTER, .reg = 3 }, 64, 0 },
		{ { .kind = LOCATION_ABSENT, .why = "optimised out" }, 32, 0 },
		{ { .kind = LOCATION_VALUE, .value = 10, .len = 8 }, 3, 1 },
		{ { .kind = LOCATION_ABSENT, .why = "optimised out" }, 29, 0 },
		{ { .kind = LOCATION_MEMORY, .addr = BASE }, 32, 0 },
	};
	struct location in_pieces = { .kind = LOCATION_PIECES, .piece = piece, .n_pieces = 5 };

	(void)state;
	memcpy(image, &(int){ -42 }, 4);
	const struct value *v = variable_value(all, in_pieces);
	assert_string_equal(int_text(&v->child[0]), "9223372036854775813");
	assert_int_equal(v->child[1].kind, VALUE_ABSENT);
	assert_string_equal(v->child[1].text, "optimised out");
	assert_string_equal(int_text(&v->child[2]), "5");
	assert_int_equal(v->child[3].kind, VALUE_ABSENT);
	assert_string_equal(int_text(&v->child[4]), "-42");
	in_pieces.n_pieces = 1;                  /* the rest is nowhere */
	assert_int_equal(variable_value(all, in_pieces)->child[4].kind, VALUE_ABSENT);
	in_pieces.piece = &piece[1];
	assert_int_equal(variable_value(all, in_pieces)->kind, VALUE_ABSENT);
}

static void test_hostile_pieces(void **state)
{
	struct type *many = new_array(new_int(4, true), UINT64_MAX / 8);
	const struct location_piece piece[] = {
		{ { .kind = LOCATION_REGISTER, .reg = 3 }, UINT64_MAX, UINT64_MAX },
		{ { .kind = LOCATION_MEMORY, .addr = UINT64_MAX - 1 }, UINT64_MAX, 0 },
	};
	struct location in_pieces = { .kind = LOCATION_PIECES, .piece = piece, .n_pieces = 2 };

	(void)state;
	assert_int_equal(variable_value(many, in_pieces)->kind, VALUE_ABSENT);
	assert_int_equal(variable_value(new_int(4, true), in_pieces)->kind, VALUE_ABSENT);
}

static void test_big_constant(void **state)
{
	uint8_t bytes[16] = { [0] = 7, [8] = 1 };
	struct location block = { .kind = LOCATION_BLOCK, .byte = bytes, .len = sizeof bytes };
	const struct value *v = variable_value(new_int(16, true), block);

	(void)state;
	assert_string_equal(int_text(v), "18446744073709551623");
	block.len = 8;
	assert_int_equal(variable_value(new_int(16, true), block)->kind, VALUE_ABSENT);
}

/* *p is 42 at offset 4 of what is nowhere; a pointer that points to itself ends. */
static void test_synthetic_pointer(void **state)
{
	struct type *p = new_type(TYPE_POINTER, 8, new_int(4, true));
	struct type *circular = new_type(TYPE_POINTER, 8, NULL);
	struct location at = { .kind = LOCATION_POINTER, .offset = 4 };

	(void)state;
	pointed = (struct location){ .kind = LOCATION_VALUE, .value = (uint64_t)42 << 32, .len = 8 };
	const struct value *v = variable_value(p, at);
	assert_int_equal(v->kind, VALUE_ABSENT);
	assert_string_equal(v->text, "synthetic pointer");
	assert_string_equal(int_text(value_referred(v)), "42");
	circular->target = ref(circular);
	at.offset = 0;
	pointed = at;
	unsigned n = 0;
	for (v = variable_value(circular, at); v; v = value_referred(v))
		n++;
	assert_in_range(n, 2, 100);
}

/* Leaves of one object share reads of memory. */
/* ---- definedness ---- */

static void assert_unknown(const struct value *v, const char *known)
{
	assert_int_equal(v->kind, VALUE_UNINITIALIZED);
	if (known)
		assert_string_equal(v->text, known);
	else
		assert_null(v->text);
}

/* Bytes BASE + from to BASE + to. */
static void undefine(size_t from, size_t to)
{
	memset(vbits + from, 0xff, to - from);
}

static void test_undefined_scalars(void **state)
{
	struct type *i = new_int(4, true), *b = new_type(TYPE_BOOL, 1, NULL);

	(void)state;
	undefine(0, 4);
	assert_unknown(value_at(&dec, i, BASE, NULL), NULL);
	vbits[0] = 0;
	assert_unknown(at_base(i, "\x2a\1\2\3", 4), "2a??????");
	vbits[0] = 0x10;
	assert_unknown(at_base(i, "\x2a\1\2\3", 4), "?a??????");
	vbits[0] = 0;
	vbits[1] = vbits[2] = vbits[3] = 0;
	assert_string_equal(int_text(at_base(i, "\x2a\0\0", 4)), "42");
	vbits[0] = 0x80;                             /* a bit is enough */
	assert_unknown(at_base(b, "\1", 1), "?1");
	undefine(0, 8);
	assert_unknown(at_base(new_type(TYPE_POINTER, 8, i), "", 1), NULL);
	assert_unknown(at_base(new_type(TYPE_REFERENCE, 8, i), "", 1), NULL);
	assert_unknown(at_base(new_type(TYPE_FLOAT, 8, NULL), "", 1), NULL);
	assert_unknown(at_base(new_type(TYPE_UNKNOWN, 8, NULL), "", 1), NULL);
	vbits[3] = 0;
	assert_string_equal(at_base(new_type(TYPE_UNKNOWN, 5, NULL), "abcde", 5)->text, "??????64??");
}

/* A long double has ten bytes, in sixteen. */
static void test_undefined_padding_of_x87(void **state)
{
	struct type *t = new_type(TYPE_FLOAT, 16, NULL);
	long double one = 1;

	(void)state;
	undefine(10, 16);
	assert_int_equal(at_base(t, &one, sizeof one)->kind, VALUE_FLOAT);
	undefine(9, 10);
	assert_int_equal(at_base(t, &one, sizeof one)->kind, VALUE_UNINITIALIZED);
}

static void test_undefined_parts(void **state)
{
	struct type *c = new_type(TYPE_CHAR, 1, NULL), *i = new_int(4, true);
	struct type *holes = STRUCT(TYPE_STRUCT, 12, member("c", c, 0), member("i", i, 4),
				    member("d", c, 8));
	struct type *either = STRUCT(TYPE_UNION, 4, member("c", c, 0), member("i", i, 0));
	const struct value *v;

	(void)state;
	undefine(1, 4);
	undefine(8, 12);
	v = value_at(&dec, holes, BASE, NULL);
	assert_int_equal(v->kind, VALUE_STRUCT);
	assert_int_equal(v->child[0].kind, VALUE_CHAR);
	assert_int_equal(v->child[1].kind, VALUE_INT);
	assert_unknown(&v->child[2], NULL);
	v = at_base(either, "x", 1);
	assert_string_equal(v->child[0].text, "x");
	assert_unknown(&v->child[1], "78??????");
	v = value_at(&dec, new_array(i, 3), BASE, NULL);
	assert_unknown(&v->child[0], "78??????");
	assert_int_equal(v->child[1].kind, VALUE_INT);
	assert_unknown(&v->child[2], NULL);
	v = value_at(&dec, new_type(TYPE_COMPLEX, 8, NULL), BASE + 4, NULL);
	assert_int_equal(v->child[0].kind, VALUE_FLOAT);
	assert_unknown(&v->child[1], NULL);
}

/* Each asks for its own bits. */
static void test_undefined_bit_fields(void **state)
{
	struct type *u = new_int(4, false);
	struct type *t = STRUCT(TYPE_STRUCT, 4, bits("a", u, 0, 0, 3), bits("b", u, 0, 3, 7),
				bits("c", u, 0, 10, 3));
	const struct value *v;

	(void)state;
	vbits[0] = 0xf0;
	vbits[1] = 0xfd;
	v = at_base(t, "\x0d\x02", 2);
	assert_string_equal(int_text(&v->child[0]), "5");
	assert_unknown(&v->child[1], "1?????1") ;
	assert_unknown(&v->child[2], NULL);
}

/* A string ends where it is not defined any more; there is none that begins so. */
static void test_undefined_text(void **state)
{
	struct type *c = new_type(TYPE_CHAR, 1, NULL), *w = new_type(TYPE_CHAR, 2, NULL);
	const struct value *v;

	(void)state;
	undefine(3, 8);
	v = at_base(new_array(c, 8), "ab", 3);
	assert_string_equal(v->string, "ab");
	assert_false(v->string_cut);
	assert_unknown(&v->child[3], NULL);
	undefine(2, 3);
	v = at_base(new_array(c, 8), "ab", 3);
	assert_string_equal(v->string, "ab");
	assert_true(v->string_cut);
	v = at_base(new_array(w, 4), "a\0", 3);
	assert_string_equal(v->string, "a");
	assert_true(v->string_cut);
	undefine(0, 1);
	assert_null(value_at(&dec, new_array(c, 8), BASE, NULL)->string);
	assert_null(value_at(&dec, new_array(w, 4), BASE, NULL)->string);
	*(uint64_t *)(image + 16) = BASE;
	v = value_at(&dec, new_type(TYPE_POINTER, 8, c), BASE + 16, NULL);
	assert_int_equal(v->kind, VALUE_POINTER);
	assert_null(v->string);
}

static void test_undefined_pieces(void **state)
{
	struct type *u = new_int(4, false);
	struct type *t = STRUCT(TYPE_STRUCT, 12, member("a", u, 0), member("b", u, 4),
				bits("c", u, 8, 0, 3), bits("d", u, 8, 3, 3));
	const struct location_piece piece[] = {
		{ { .kind = LOCATION_MEMORY, .addr = BASE }, 32, 0 },
		{ { .kind = LOCATION_VALUE, .value = 10, .len = 8 }, 32, 0 },
		{ { .kind = LOCATION_MEMORY, .addr = BASE + 4 }, 32, 0 },
	};
	const struct value *v;

	(void)state;
	undefine(1, 4);
	vbits[4] = 0x20;
	v = variable_value(t, (struct location){ .kind = LOCATION_PIECES, .piece = piece, .n_pieces = 3 });
	assert_unknown(&v->child[0], "00??????");
	assert_string_equal(int_text(&v->child[1]), "10");
	assert_string_equal(int_text(&v->child[2]), "0");
	assert_unknown(&v->child[3], "?00");
}

/* What has gone is not the same as what nobody recorded. */
static void test_unallocated(void **state)
{
	struct type *i = new_int(4, true), *c = new_type(TYPE_CHAR, 1, NULL);

	(void)state;
	gone = BASE + IMAGE;
	dec.asked_frame = false;
	assert_int_equal(value_at(&dec, i, gone, NULL)->kind, VALUE_UNALLOCATED);
	assert_true(dec.asked_frame);                /* it may be there again, and nothing tells */
	assert_int_equal(value_at(&dec, i, gone - 2, NULL)->kind, VALUE_UNALLOCATED);
	assert_int_equal(value_at(&dec, i, gone + 0x100, NULL)->kind, VALUE_ABSENT);
	const struct value *v = at_base(new_type(TYPE_REFERENCE, 8, i), &gone, 8);
	assert_int_equal(v->kind, VALUE_POINTER);
	assert_int_equal(value_referred(v)->kind, VALUE_UNALLOCATED);
	assert_null(at_base(new_type(TYPE_POINTER, 8, c), &gone, 8)->string);
}

/* Becoming defined is a change, and so is what is known of it. */
static void test_hash_of_undefined(void **state)
{
	struct type *i = new_int(4, true);
	uint64_t none, some, all;

	(void)state;
	undefine(0, 4);
	none = value_hash(value_at(&dec, i, BASE, NULL));
	vbits[0] = 0;
	some = value_hash(value_at(&dec, i, BASE, NULL));
	vbits[1] = vbits[2] = vbits[3] = 0;
	all = value_hash(value_at(&dec, i, BASE, NULL));
	assert_true(none != some && some != all && none != all);
}

static void test_reads_ahead(void **state)
{
	(void)state;
	reads = 0;
	value_at(&dec, new_array(new_int(4, true), 100), BASE, NULL);
	assert_int_equal(reads, 1);
}

#define T(name) cmocka_unit_test_setup_teardown(test_##name, setup, teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(int_widths), T(int128_max), T(type_and_address_kept), T(char), T(bool), T(enum),
		T(flag_enum), T(float), T(float16), T(double_shortest), T(x87),
#if LDBL_MANT_DIG == 64
		T(x87_as_host),
#endif
#ifdef __SIZEOF_FLOAT128__
		T(float128),
#endif
		T(complex), T(pointer), T(function_pointer), T(char_pointer), T(char_pointer_cut),
		T(long_string), T(unreadable), T(struct_in_array), T(union), T(anonymous_members),
		T(bit_fields), T(bit_fields_wide), T(enum_bit_field), T(char_array), T(wide_text),
		T(element_limit), T(depth_limit), T(explosions), T(long_texts), T(hostile_structs),
		T(circular_struct), T(hostile_arrays), T(raw), T(flexible_array), T(vla),
		T(variable), T(variable_in_register), T(undefined_in_register),
		T(variable_in_pieces), T(hostile_pieces),
		T(big_constant), T(synthetic_pointer), T(undefined_scalars),
		T(undefined_padding_of_x87), T(undefined_parts), T(undefined_bit_fields),
		T(undefined_text), T(undefined_pieces), T(unallocated), T(hash_of_undefined),
		T(reads_ahead),
	};

	return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
