/* Unit tests of the printers, on containers made by hand: whole ones, and hostile ones.
 *
 * debug/ is replaced by the doubles below: here a type_ref is just the type. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "value/value.h"
#include <string.h>

struct type_ref { const struct type *type; };

static const struct type type_void = { .kind = TYPE_VOID, .name = "void" };

const struct type *type_target(const struct type *t)
{
	return t->target ? t->target->type : &type_void;
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
	return t;
}

const struct type *type_owner(const struct type *t)
{
	(void)t;
	return &type_void;
}

const char *type_virtual_name(const struct type *pointer, uint64_t slot)
{
	(void)pointer, (void)slot;
	return NULL;
}

bool type_member_offset(const struct type_member *m, uint64_t addr, const struct memory *memory,
			uint64_t *offset)
{
	(void)addr, (void)memory;
	*offset = m->offset;
	return true;
}

bool type_array_count(const struct type *t, const struct frame_state *f, uint64_t *count)
{
	(void)t, (void)f, (void)count;
	return false;
}

const struct type *variable_type(const struct variable *v)
{
	return v->type->type;
}

size_t register_bytes(const struct frame_state *f, unsigned reg, uint8_t to[REGISTER_BYTES])
{
	(void)f, (void)reg, (void)to;
	return 0;
}

void register_vbits(const struct frame_state *f, unsigned reg, uint8_t to[REGISTER_BYTES])
{
	(void)f, (void)reg, (void)to;
}

struct location location_pointed(const struct location *at, const struct frame_state *f)
{
	(void)at, (void)f;
	return (struct location){ .kind = LOCATION_ABSENT };
}

struct location variable_locate(const struct variable *v, const struct frame_state *f)
{
	(void)v, (void)f;
	return (struct location){ .kind = LOCATION_ABSENT };
}

/* Memory: WORDS words at BASE, of which the first ones are the container. */
enum { BASE = 0x10000, WORDS = 512 };
static uint64_t image[WORDS];
static uint64_t room = UINT64_MAX;

/* V bits of the byte at one address; 0: all is defined. */
static uint64_t undefined_at;

static bool image_undefined(void *ctx, uint64_t addr, uint8_t *bits, size_t len)
{
	(void)ctx;
	memset(bits, 0, len);
	if (!undefined_at || undefined_at - addr >= len)
		return false;
	bits[undefined_at - addr] = 1;
	return true;
}

static size_t image_read(void *ctx, uint64_t addr, void *to, size_t len)
{
	(void)ctx;
	if (addr < BASE || addr >= BASE + sizeof image)
		return 0;
	if (len > BASE + sizeof image - addr)
		len = BASE + sizeof image - addr;
	memcpy(to, (const uint8_t *)image + (addr - BASE), len);
	return len;
}

static uint64_t room_at(void *ctx, uint64_t addr)
{
	(void)ctx, (void)addr;
	return room;
}

static uint64_t at(size_t word)
{
	return BASE + 8 * word;
}

static struct decoder dec;

static int setup(void **state)
{
	(void)state;
	memset(image, 0, sizeof image);
	room = UINT64_MAX;
	undefined_at = 0;
	dec = (struct decoder){
		.arena = arena_new(), .room = room_at,
		.memory = { .read = image_read, .undefined = image_undefined },
		.limits = { .elements = 20, .depth = 6, .string = 40 },
	};
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(dec.arena);
	return 0;
}

static const struct type type_int = { .kind = TYPE_INT, .name = "int", .size = 4, .is_signed = true };
static const struct type type_size = { .kind = TYPE_INT, .name = "size_t", .size = 8 };
static const struct type type_char = { .kind = TYPE_CHAR, .name = "char", .size = 1 };

static struct type_ref *ref(const struct type *t)
{
	struct type_ref *r = arena_alloc(dec.arena, sizeof *r);

	r->type = t;
	return r;
}

static const struct type *pointer_to(const struct type *target)
{
	struct type *t = arena_alloc(dec.arena, sizeof *t);

	*t = (struct type){ .kind = TYPE_POINTER, .name = "pointer", .size = 8, .target = ref(target) };
	return t;
}

/* Members one after another, up to one without a type. */
struct part_of { const char *name; const struct type *type; uint64_t offset; };

static struct type *class_of(const char *tag, uint64_t size, const struct part_of *part)
{
	struct type *t = arena_alloc(dec.arena, sizeof *t);
	struct type_member *member = arena_array(dec.arena, 8, sizeof *member);

	*t = (struct type){ .kind = TYPE_STRUCT, .name = tag, .tag = tag, .size = size, .member = member };
	for (; part->type; part++)
		member[t->n_members++] = (struct type_member){
			.name = part->name, .type = ref(part->type), .offset = part->offset };
	return t;
}
#define CLASS(tag, size, ...) class_of(tag, size, (const struct part_of[]){ __VA_ARGS__, { 0 } })

static struct type *with_argument(struct type *t, size_t n, const struct type *argument)
{
	struct type_argument *a = arena_array(dec.arena, n + 1, sizeof *a);

	for (size_t i = 0; i <= n; i++)
		a[i] = (struct type_argument){ .type = ref(argument) };
	t->argument = a;
	t->n_arguments = n + 1;
	return t;
}

static const struct type *vector_of(const struct type *element)
{
	const struct type *p = pointer_to(element);
	const struct type *impl = CLASS("_Vector_impl", 24, { "_M_start", p, 0 }, { "_M_finish", p, 8 },
					{ "_M_end_of_storage", p, 16 });
	/* The base class is called by its name here, anonymous in the others. */
	const struct type *base = CLASS("_Vector_base<T>", 24, { "_M_impl", impl, 0 });

	return with_argument(CLASS("vector<T>", 24, { "_Vector_base<T>", base, 0 }), 0, element);
}

static const struct type *string_type(void)
{
	const struct type *hider = CLASS("_Alloc_hider", 8, { "_M_p", pointer_to(&type_char), 0 });
	const struct type *local = CLASS("local", 16, { "_M_local_buf", &type_size, 0 },
					 { "_M_allocated_capacity", &type_size, 0 });

	return with_argument(CLASS("basic_string<char>", 32, { "_M_dataplus", hider, 0 },
				   { "_M_string_length", &type_size, 8 }, { NULL, local, 16 }),
			     0, &type_char);
}

static const struct type *list_type(void)
{
	const struct type *p = pointer_to(&type_void);
	const struct type *node = CLASS("_List_node_header", 24, { "_M_next", p, 0 },
					{ "_M_prev", p, 8 }, { "_M_size", &type_size, 16 });
	const struct type *impl = CLASS("_List_impl", 24, { "_M_node", node, 0 });

	return with_argument(CLASS("std::list<int>", 24, { "_M_impl", impl, 0 }), 0, &type_int);
}

static const struct type *forward_list_type(void)
{
	const struct type *head = CLASS("node", 8, { "_M_next", pointer_to(&type_void), 0 });
	const struct type *impl = CLASS("impl", 8, { "_M_head", head, 0 });

	return with_argument(CLASS("forward_list<int>", 8, { "_M_impl", impl, 0 }), 0, &type_int);
}

static const struct type *set_type(void)
{
	const struct type *p = pointer_to(&type_void);
	const struct type *header = CLASS("header", 32, { "_M_parent", p, 8 }, { "_M_left", p, 16 },
					  { "_M_right", p, 24 });
	const struct type *impl = CLASS("impl", 48, { "_M_header", header, 8 },
					{ "_M_node_count", &type_size, 40 });
	struct type *tree = with_argument(CLASS("_Rb_tree<int>", 48, { "_M_impl", impl, 0 }), 1, &type_int);

	return CLASS("set<int>", 48, { "_M_t", tree, 0 });
}

static const struct type *hash_type(void)
{
	const struct type *p = pointer_to(&type_void);
	const struct type *first = CLASS("first", 8, { "_M_nxt", p, 0 });
	struct type *table = CLASS("_Hashtable<int>", 56, { "_M_buckets", p, 0 },
				   { "_M_bucket_count", &type_size, 8 }, { "_M_before_begin", first, 16 },
				   { "_M_element_count", &type_size, 24 }, { "_M_single_bucket", p, 48 });

	return CLASS("unordered_set<int>", 56, { "_M_h", with_argument(table, 1, &type_int), 0 });
}

static const struct type *deque_type(void)
{
	const struct type *p = pointer_to(&type_int), *map = pointer_to(p);
	const struct type *end = CLASS("end", 32, { "_M_cur", p, 0 }, { "_M_first", p, 8 },
				       { "_M_last", p, 16 }, { "_M_node", map, 24 });
	const struct type *impl = CLASS("impl", 80, { "_M_map", map, 0 }, { "_M_map_size", &type_size, 8 },
					{ "_M_start", end, 16 }, { "_M_finish", end, 48 });

	return with_argument(CLASS("deque<int>", 80, { "_M_impl", impl, 0 }), 0, &type_int);
}

static const struct value *decoded(const struct type *t)
{
	return value_at(&dec, t, BASE, NULL);
}

static void assert_unmade(const struct type *t)
{
	const struct value *v = decoded(t);

	assert_int_equal(v->kind, VALUE_ABSENT);
	assert_string_equal(v->text, "not constructed");
	assert_null(v->summary);
}

static void test_vector(void **state)
{
	const struct type *t = vector_of(&type_int);
	const struct value *v;

	(void)state;
	assert_string_equal(decoded(t)->summary, "std::vector of length 0, capacity 0");
	image[0] = at(10);
	image[1] = at(11);
	image[2] = at(12);
	image[10] = 7 | (uint64_t)8 << 32;
	v = decoded(t);
	assert_string_equal(v->summary, "std::vector of length 2, capacity 4");
	assert_int_equal(v->n_children, 2);
	assert_int_equal(v->child[1].i, 8);
	assert_int_equal(v->child[1].addr, at(10) + 4);
	room = 8;                        /* the block is smaller than the capacity */
	assert_unmade(t);
	room = 0;
	assert_unmade(t);
	room = UINT64_MAX;
	dec.raw = true;
	assert_string_equal(decoded(t)->child[0].name, "_Vector_base<T>");
}

static void test_vector_garbage(void **state)
{
	const struct type *t = vector_of(&type_int);
	static const uint64_t word[][3] = {
		{ BASE + 80, BASE + 72, BASE + 88 },         /* ends before it begins */
		{ BASE + 80, BASE + 88, BASE + 84 },         /* longer than its capacity */
		{ BASE + 80, BASE + 83, BASE + 88 },         /* half an element */
		{ BASE + 80, BASE + 84, 1ull << 60 },        /* beyond what is readable */
		{ 0, 1ull << 40, 1ull << 40 },
		{ 4, UINT64_MAX - 3, UINT64_MAX - 3 },
		{ 0xa5a5a5a5a5a5a5a5, 0xa5a5a5a5a5a5a5a5, 0xa5a5a5a5a5a5a5a9 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof word / sizeof word[0]; i++) {
		memcpy(image, word[i], sizeof word[i]);
		assert_unmade(t);
	}
}

/* A vector whose only element is itself: the depth ends it. */
static void test_vector_of_itself(void **state)
{
	struct type *t = (struct type *)vector_of(&type_int);
	const struct value *v;

	(void)state;
	t = (struct type *)vector_of(t);
	image[0] = BASE;
	image[1] = image[2] = BASE + 24;
	v = decoded(t);
	assert_int_equal(v->n_children, 1);
	assert_int_equal(v->child[0].n_children, 6);
}

static void test_string(void **state)
{
	const struct type *t = string_type();
	const struct value *v;

	(void)state;
	assert_unmade(t);
	image[0] = at(2);
	image[1] = 4;
	memcpy(&image[2], "a\0bc", 4);
	v = decoded(t);
	assert_int_equal(v->kind, VALUE_STRING);
	assert_int_equal(v->i, 4);
	assert_string_equal(v->string, "a\\000bc");
	image[1] = 16;                   /* longer than its own buffer */
	assert_unmade(t);
	image[1] = 3;                    /* no NUL behind */
	assert_unmade(t);
	image[0] = at(20);
	image[1] = 100;
	image[2] = 100;
	memset(&image[20], 'x', 100);
	v = decoded(t);
	assert_true(v->string_cut);
	assert_int_equal(strlen(v->string), 40);
	image[2] = 99;                   /* longer than its capacity */
	assert_unmade(t);
	image[1] = image[2] = UINT64_MAX;
	assert_unmade(t);
}

static void put_list(size_t n)
{
	uint64_t before = BASE;

	for (size_t i = 0; i < n; i++) {
		uint64_t node = at(10 + 3 * i);
		image[(before - BASE) / 8] = node;
		image[(node - BASE) / 8 + 1] = before;
		image[(node - BASE) / 8 + 2] = i;
		before = node;
	}
	image[(before - BASE) / 8] = BASE;
	image[1] = before;
	image[2] = n;
}

static void test_list(void **state)
{
	const struct type *t = list_type();
	const struct value *v;

	(void)state;
	assert_unmade(t);
	put_list(0);
	assert_string_equal(decoded(t)->summary, "std::list of length 0");
	put_list(50);
	v = decoded(t);
	assert_int_equal(v->n_children, 20);
	assert_int_equal(v->cut, 30);
	assert_int_equal(v->child[19].i, 19);
	put_list(5);
	image[2] = 6;
	assert_unmade(t);
	image[2] = 4;
	assert_unmade(t);
	put_list(5);
	image[10 + 3 * 2] = at(10);      /* a cycle */
	assert_unmade(t);
}

static void test_forward_list(void **state)
{
	const struct type *t = forward_list_type();

	(void)state;
	assert_int_equal(decoded(t)->n_children, 0);
	for (size_t i = 0; i < 5; i++)
		image[i ? 8 + 2 * i : 0] = at(10 + 2 * i);
	assert_int_equal(decoded(t)->n_children, 5);
	image[18] = at(14);              /* the last leads back */
	assert_unmade(t);
	image[18] = at(18);
	assert_unmade(t);
	image[18] = 0x123456789;
	assert_unmade(t);
}

static void put_node(size_t word, uint64_t parent, uint64_t left, uint64_t right, uint64_t value)
{
	image[word + 1] = parent;
	image[word + 2] = left;
	image[word + 3] = right;
	image[word + 4] = value;
}

static void put_set(void)
{
	put_node(1, at(20), at(30), at(40), 3);
	put_node(20, at(1), at(30), at(40), 2);
	put_node(30, at(20), 0, 0, 1);
	put_node(40, at(20), 0, 0, 3);
}

static void test_set(void **state)
{
	const struct type *t = set_type();
	const struct value *v;

	(void)state;
	assert_unmade(t);
	put_set();
	v = decoded(t);
	assert_string_equal(v->summary, "std::set with 3 elements");
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(v->child[i].i, i + 1);
	image[5] = 1000000;
	assert_unmade(t);
	image[5] = 2;
	assert_unmade(t);
	put_set();
	image[32] = at(30);              /* a node left of itself */
	assert_unmade(t);
	put_set();
	image[43] = at(20);              /* a cycle to the root */
	assert_unmade(t);
	put_node(1, 0, at(1), at(1), 0);
	assert_int_equal(decoded(t)->n_children, 0);
}

static void test_hash(void **state)
{
	const struct type *t = hash_type();

	(void)state;
	assert_unmade(t);
	image[0] = at(6);
	image[1] = 1;
	assert_int_equal(decoded(t)->n_children, 0);
	image[2] = at(10);
	image[10] = at(20);
	image[3] = 2;
	assert_int_equal(decoded(t)->n_children, 2);
	image[20] = at(10);              /* a cycle */
	assert_unmade(t);
	image[3] = 1;
	assert_unmade(t);
	image[1] = 1ull << 61;
	assert_unmade(t);
}

static void put_deque(uint64_t start, uint64_t finish)
{
	const uint64_t word[] = { at(20), 3, at(100) + start, at(100), at(164), at(20),
				  at(200) + finish, at(200), at(264), at(21) };

	memcpy(image, word, sizeof word);
	image[20] = at(100);
	image[21] = at(200);
}

static void test_deque(void **state)
{
	const struct type *t = deque_type();

	(void)state;
	assert_unmade(t);
	put_deque(504, 8);
	assert_string_equal(decoded(t)->summary, "std::deque of length 4");
	assert_int_equal(decoded(t)->child[2].addr, at(200));
	put_deque(504, 7);               /* half an element */
	assert_unmade(t);
	put_deque(512, 0);               /* past its block */
	assert_unmade(t);
	put_deque(0, 0);
	image[1] = UINT64_MAX / 8;
	assert_unmade(t);
	put_deque(0, 0);
	image[21] = 0;                   /* the table does not know the block */
	assert_unmade(t);
}

/* A user's class of such a name is shown by its own layout. */
static void test_other_layout(void **state)
{
	const struct type *t = CLASS("vector<T>", 8, { "x", &type_int, 0 }, { "y", &type_int, 4 });

	(void)state;
	assert_int_equal(decoded(t)->kind, VALUE_STRUCT);
	assert_int_equal(decoded(t)->n_children, 2);
	assert_null(decoded(t)->summary);
}

static uint64_t nodes_of(const struct value *v)
{
	uint64_t n = 1;

	for (size_t i = 0; i < v->n_children; i++)
		n += nodes_of(&v->child[i]);
	return n;
}

static uint64_t random_word(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	uint64_t r = *seed >> 33;
	switch (r % 8) {
	case 0:  return 0;
	case 1:  return r >> 3 & 31;
	case 2:  return *seed;
	case 3:  return BASE + (r >> 3) % sizeof image;
	default: return at((r >> 3) % 64);
	}
}

/* Whatever is in memory, printers end, within their limits. */
static void test_noise(void **state)
{
	const struct type *const type[] = {
		vector_of(vector_of(&type_int)), vector_of(list_type()), string_type(), list_type(),
		forward_list_type(), set_type(), hash_type(), deque_type(),
	};
	uint64_t seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct arena *types = dec.arena;
		for (size_t i = 0; i < WORDS; i++)
			if (i < 64 || round % 64 == 0)
				image[i] = random_word(&seed);
		room = round % 3 ? UINT64_MAX : seed >> 50;
		dec.arena = arena_new();
		for (size_t i = 0; i < sizeof type / sizeof type[0]; i++)
			assert_true(nodes_of(decoded(type[i])) <= VALUE_NODES + 1);
		arena_free(dec.arena);
		dec.arena = types;
	}
}

/* One undefined bit in what holds a container together, and it is not there yet; an element may
 * well be undefined. */
static void test_undefined(void **state)
{
	const struct type *t = CLASS("holder", 32, { "v", vector_of(&type_int), 0 }, { "i", &type_int, 24 });
	const struct value *v;

	(void)state;
	image[0] = at(10);
	image[1] = image[2] = at(12);
	for (undefined_at = BASE; undefined_at < BASE + 24; undefined_at++) {
		v = decoded(t);
		assert_int_equal(v->kind, VALUE_STRUCT);
		assert_int_equal(v->child[0].kind, VALUE_UNINITIALIZED);
		assert_string_equal(v->child[0].name, "v");
		assert_null(v->child[0].summary);
		assert_int_equal(v->child[0].n_children, 0);
		assert_int_equal(v->child[1].kind, VALUE_INT);
	}
	undefined_at = at(10) + 5;
	v = &decoded(t)->child[0];
	assert_int_equal(v->n_children, 4);
	assert_int_equal(v->child[0].kind, VALUE_INT);
	assert_int_equal(v->child[1].kind, VALUE_UNINITIALIZED);
}

static void test_undefined_string(void **state)
{
	const struct type *t = string_type();
	const struct value *v;

	(void)state;
	image[0] = at(2);
	image[1] = 4;
	memcpy(&image[2], "abcd", 5);
	undefined_at = at(2) + 8;                    /* behind the NUL */
	assert_string_equal(decoded(t)->string, "abcd");
	assert_false(decoded(t)->string_cut);
	undefined_at = at(2) + 2;
	v = decoded(t);
	assert_int_equal(v->kind, VALUE_STRING);
	assert_string_equal(v->string, "ab");
	assert_true(v->string_cut);
	undefined_at = at(2);
	assert_int_equal(decoded(t)->kind, VALUE_UNINITIALIZED);
	undefined_at = BASE + 8;
	assert_int_equal(decoded(t)->kind, VALUE_UNINITIALIZED);
}

#define T(name) cmocka_unit_test_setup_teardown(test_##name, setup, teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(vector), T(vector_garbage), T(vector_of_itself), T(string), T(list), T(forward_list),
		T(set), T(hash), T(deque), T(other_layout), T(undefined), T(undefined_string), T(noise),
	};

	return cmocka_run_group_tests_name("printers", tests, NULL, NULL);
}
