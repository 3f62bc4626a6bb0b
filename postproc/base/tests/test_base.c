/* Unit tests of base/: memory, arena, buffer, hash map, treap, messages, half floats. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/arena.h"
#include "base/buf.h"
#include "base/half.h"
#include "base/ids.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/message.h"
#include "base/tree.h"
#include "base/utf8.h"
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static uint64_t random_state = 1;

/* xorshift64: the same numbers in every run. */
static uint64_t next_random(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state;
}

/* Runs f in a child; its exit code, and what it wrote to standard error in said. */
static int run_child(void (*f)(void), char *said, size_t cap)
{
	int fd[2], status;
	size_t len = 0;
	ssize_t n;

	assert_int_equal(pipe(fd), 0);
	pid_t pid = fork();
	if (pid == 0) {
		dup2(fd[1], 2);
		close(fd[0]);
		close(fd[1]);
		f();
		_exit(0);
	}
	close(fd[1]);
	while (len < cap - 1 && (n = read(fd[0], said + len, cap - 1 - len)) > 0)
		len += (size_t)n;
	said[len] = 0;
	close(fd[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static bool is_zero(const unsigned char *p, size_t len)
{
	while (len && !*p)
		p++, len--;
	return len == 0;
}

static void test_mem(void **state)
{
	unsigned char *p = mem_alloc(100);

	(void)state;
	assert_true(is_zero(p, 100));
	p = mem_grow(p, 50, 4);
	p[199] = 1;
	free(p);
	free(mem_alloc(0));
	free(mem_grow(NULL, 0, 8));
	char *s = mem_strdup("text");
	assert_string_equal(s, "text");
	free(s);
}

static void grow_too_far(void)
{
	mem_grow(NULL, SIZE_MAX / 2, 3);
}

static void array_too_long(void)
{
	arena_array(arena_new(), SIZE_MAX / 4, 8);
}

static void alloc_too_long(void)
{
	arena_alloc(arena_new(), SIZE_MAX);
}

static void test_out_of_memory(void **state)
{
	void (*const too_much[])(void) = { grow_too_far, array_too_long, alloc_too_long };
	char said[200];

	(void)state;
	for (size_t i = 0; i < sizeof too_much / sizeof *too_much; i++) {
		assert_int_equal(run_child(too_much[i], said, sizeof said), 2);
		assert_string_equal(said, "spp-post: out of memory\n");
	}
}

/* Takes pieces of random lengths and fills each, so that overlap would show as a byte that is
 * not zero or (under ASan) as an overflow. */
static void fill_arena(struct arena *a, int pieces)
{
	size_t total = 0;

	for (int i = 0; i < pieces; i++) {
		size_t len = next_random() % (i % 50 ? 200 : 400000);
		unsigned char *p = arena_alloc(a, len);
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		assert_true(is_zero(p, len));
		memset(p, 0xff, len);
		total += len;
	}
	assert_int_equal(arena_bytes(a), total);
}

static void test_arena(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	arena_reset(a);
	for (int round = 0; round < 5; round++) {
		fill_arena(a, 2000);
		arena_reset(a);
		assert_int_equal(arena_bytes(a), 0);
	}
	assert_non_null(arena_alloc(a, 0));
	assert_ptr_not_equal(arena_alloc(a, 0), arena_alloc(a, 0));
	arena_free(a);
	arena_free(NULL);
}

static void test_arena_big_first(void **state)
{
	struct arena *a = arena_new();
	unsigned char *big = arena_alloc(a, 3000000), *small = arena_alloc(a, 8);

	(void)state;
	assert_true(is_zero(big, 3000000));
	assert_true(is_zero(small, 8));
	arena_free(a);
}

static void test_arena_text(void **state)
{
	struct arena *a = arena_new();
	static const char open_ended[3] = { 'a', 'b', 'c' };

	(void)state;
	assert_string_equal(arena_strdup(a, "some"), "some");
	assert_string_equal(arena_strndup(a, open_ended, 3), "abc");
	assert_string_equal(arena_strndup(a, "ab", 10), "ab");
	assert_string_equal(arena_printf(a, "%s-%d", "x", 7), "x-7");
	assert_string_equal(arena_printf(a, "%s", ""), "");
	assert_int_equal(strlen(arena_printf(a, "%10000d", 1)), 10000);
	uint64_t *n = arena_array(a, 10, sizeof *n);
	assert_true(is_zero((unsigned char *)n, 10 * sizeof *n));
	arena_free(a);
}

static void test_buf(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_add(&b, NULL, 0);
	assert_int_equal(b.len, 0);
	buf_puts(&b, "ab");
	buf_add(&b, "\0c", 2);
	buf_printf(&b, "%d", 42);
	assert_int_equal(b.len, 6);
	assert_memory_equal(b.data, "ab\0c42", 6);
	for (int i = 0; i < 10000; i++)
		buf_printf(&b, "%05d", i);
	assert_int_equal(b.len, 6 + 50000);
	assert_memory_equal(b.data + 6 + 5 * 1234, "01234", 5);
	buf_free(&b);
	assert_null(b.data);
	assert_int_equal(b.len, 0);
	buf_puts(&b, "again");
	assert_int_equal(b.len, 5);
	buf_free(&b);
}

static void test_map_empty(void **state)
{
	struct map m = { 0 };
	uint64_t key;
	void *value;
	size_t i = 0;

	(void)state;
	assert_null(map_get(&m, 0));
	assert_null(map_del(&m, 0));
	assert_false(map_next(&m, &i, &key, &value));
	assert_int_equal(map_count(&m), 0);
	map_put(&m, 0, &m);
	assert_ptr_equal(map_get(&m, 0), &m);
	assert_null(map_get(&m, UINT64_MAX));
	map_free(&m);
	assert_int_equal(map_count(&m), 0);
}

enum { KEYS = 1000 };
static char reference_value[KEYS * 2];   /* something to point at */

/* Keys that differ in high bits only, as pages do, and so collide in any naive hash. */
static uint64_t map_key(size_t i)
{
	return (uint64_t)i << 48 | (uint64_t)i << 12;
}

static void check_map(const struct map *m, void *const *expect)
{
	size_t live = 0, seen = 0;
	uint64_t key;
	void *value;

	for (size_t i = 0; i < KEYS; i++) {
		assert_ptr_equal(map_get(m, map_key(i)), expect[i]);
		live += expect[i] != NULL;
	}
	for (size_t i = 0; map_next(m, &i, &key, &value); seen++)
		assert_ptr_equal(value, expect[(key >> 12) % (1 << 20)]);
	assert_int_equal(seen, live);
	assert_int_equal(map_count(m), live);
}

/* Zeros of all lengths, and keys that differ in high bits only: each has its number in the order of
 * coming, also when it comes again and the table has grown. */
static void test_ids(void **state)
{
	static const unsigned char zeros[100];
	struct ids t = { 0 };

	(void)state;
	for (int again = 0; again < 2; again++) {
		for (size_t len = 0; len < sizeof zeros; len++)
			assert_int_equal(ids_of(&t, zeros, len), len);
		for (size_t i = 1; i < KEYS; i++) {
			uint64_t key = map_key(i);
			assert_int_equal(ids_of(&t, &key, sizeof key), sizeof zeros - 1 + i);
			assert_memory_equal(ids_key(&t, sizeof zeros - 1 + i), &key, sizeof key);
		}
	}
	assert_int_equal(t.n, sizeof zeros - 1 + KEYS);
	ids_free(&t);
	assert_int_equal(ids_of(&t, "new", 3), 0);
	ids_free(&t);
}

static void test_map_random(void **state)
{
	static void *expect[KEYS];
	struct map m = { 0 };

	(void)state;
	for (int n = 0; n < 200000; n++) {
		size_t i = next_random() % KEYS;
		if (next_random() % 2) {
			expect[i] = &reference_value[next_random() % sizeof reference_value];
			map_put(&m, map_key(i), expect[i]);
		} else {
			assert_ptr_equal(map_del(&m, map_key(i)), expect[i]);
			expect[i] = NULL;
		}
		if (n % 5000 == 0)
			check_map(&m, expect);
	}
	check_map(&m, expect);
	assert_true(m.cap <= 4096);      /* gravestones do not make it grow */
	map_free(&m);
}

static void test_map_delete_while_iterating(void **state)
{
	struct map m = { 0 };
	uint64_t key;
	void *value;
	size_t seen = 0;

	(void)state;
	for (uint64_t i = 0; i < 100; i++)
		map_put(&m, i, &m);
	for (size_t i = 0; map_next(&m, &i, &key, &value); seen++)
		assert_ptr_equal(map_del(&m, key), &m);
	assert_int_equal(seen, 100);
	assert_int_equal(map_count(&m), 0);
	map_free(&m);
}

/* The treap's reference: a sorted array. */
struct sorted { uint64_t key[512]; size_t n; };

static size_t lower(const struct sorted *s, uint64_t key)
{
	size_t i = 0;

	while (i < s->n && s->key[i] < key)
		i++;
	return i;
}

static bool holds(const struct sorted *s, uint64_t key)
{
	size_t i = lower(s, key);

	return i < s->n && s->key[i] == key;
}

static void sorted_insert(struct sorted *s, uint64_t key)
{
	size_t i = lower(s, key);

	memmove(&s->key[i + 1], &s->key[i], (s->n - i) * sizeof s->key[0]);
	s->key[i] = key;
	s->n++;
}

static void sorted_remove(struct sorted *s, uint64_t key)
{
	size_t i = lower(s, key);

	s->n--;
	memmove(&s->key[i], &s->key[i + 1], (s->n - i) * sizeof s->key[0]);
}

static void check_neighbours(const struct tree *t, const struct sorted *s, uint64_t key)
{
	size_t above = lower(s, key) + holds(s, key);
	const struct tree_node *n = tree_floor(t, key);

	assert_int_equal(n != NULL, above > 0);
	if (n)
		assert_int_equal(n->key, s->key[above - 1]);
	n = tree_above(t, key);
	assert_int_equal(n != NULL, above < s->n);
	if (n)
		assert_int_equal(n->key, s->key[above]);
	n = tree_find(t, key);
	assert_int_equal(n != NULL, holds(s, key));
	if (n)
		assert_int_equal(n->key, key);
}

static void check_order(const struct tree *t, const struct sorted *s)
{
	const struct tree_node *n = tree_first(t);

	assert_int_equal(t->count, s->n);
	for (size_t i = 0; i < s->n; i++, n = tree_above(t, n->key)) {
		assert_non_null(n);
		assert_int_equal(n->key, s->key[i]);
	}
	assert_null(n);
}

static uint64_t tree_key(void)
{
	uint64_t r = next_random() % 512;

	return r == 0 ? 0 : r == 1 ? UINT64_MAX : r * 16;
}

static void test_tree_random(void **state)
{
	struct tree t = { 0 };
	struct sorted s = { .n = 0 };

	(void)state;
	for (int i = 0; i < 40000; i++) {
		uint64_t key = tree_key();
		bool had = holds(&s, key);
		if (next_random() % 2 && !had) {
			struct tree_node *n = mem_alloc(sizeof *n);
			n->key = key;
			tree_insert(&t, n);
			sorted_insert(&s, key);
		} else {
			struct tree_node *n = tree_remove(&t, key);
			assert_int_equal(n != NULL, had);
			if (had)
				sorted_remove(&s, key);
			free(n);
		}
		check_neighbours(&t, &s, tree_key() + next_random() % 3 - 1);
		if (i % 1000 == 0)
			check_order(&t, &s);
	}
	check_order(&t, &s);
	while (t.root)
		free(tree_remove(&t, tree_first(&t)->key));
	assert_int_equal(t.count, 0);
}

static size_t depth(const struct tree_node *n)
{
	if (!n)
		return 0;
	size_t l = depth(n->left), r = depth(n->right);
	return 1 + (l > r ? l : r);
}

static bool same_shape(const struct tree_node *a, const struct tree_node *b)
{
	if (!a || !b)
		return a == b;
	return a->key == b->key && same_shape(a->left, b->left) &&
	       same_shape(a->right, b->right);
}

static void test_tree_shape(void **state)
{
	enum { N = 10000 };
	struct tree_node *up = mem_grow(NULL, N, sizeof *up), *down = mem_grow(NULL, N, sizeof *up);
	struct tree a = { 0 }, b = { 0 };

	(void)state;
	for (size_t i = 0; i < N; i++) {
		up[i].key = i * 16;
		down[i].key = (N - 1 - i) * 16;
		tree_insert(&a, &up[i]);
		tree_insert(&b, &down[i]);
	}
	assert_true(depth(a.root) < 60);
	assert_true(same_shape(a.root, b.root));
	free(up);
	free(down);
}

static void say_things(void)
{
	message_warn("%s %d", "one", 1);
	message_warn("%s %d", "one", 1);
	message_once("twice");
	message_once("%s", "twice");
	message_once("bad\n\033[31mname");
}

static void test_message(void **state)
{
	char said[400];

	(void)state;
	assert_int_equal(run_child(say_things, said, sizeof said), 0);
	assert_string_equal(said, "spp-post: one 1\nspp-post: one 1\nspp-post: twice\n"
				  "spp-post: bad??[31mname\n");
}

/* Each number is itself, and what lies in the middle between two is the even one. */
static void test_half(void **state)
{
	(void)state;
	for (unsigned bits = 0; bits < 0x7c00; bits++) {
		double v = half_to_double((uint16_t)bits);
		assert_int_equal(half_from_double(v), bits);
		assert_int_equal(half_from_double(-v), bits | 0x8000);
		if (bits < 0x7bff) {
			double middle = (v + half_to_double((uint16_t)(bits + 1))) / 2;
			assert_int_equal(half_from_double(middle), bits + (bits & 1));
		}
	}
	assert_int_equal(half_from_double(1), 0x3c00);
	assert_int_equal(half_from_double(0x1p-24), 1);
	assert_int_equal(half_from_double(65504), 0x7bff);
	assert_int_equal(half_from_double(65520), 0x7c00);
	assert_int_equal(half_from_double(-HUGE_VAL), 0xfc00);
	assert_true(isnan(half_to_double(half_from_double((double)NAN))));
}

/* Where a text may be cut: the witness is every prefix of characters of each length. */
static void test_utf8(void **state)
{
	static const char text[] = "a\xc3\xbc\xe2\x82\xac\xf0\x9f\x98\x80";
	static const size_t unfinished[] = { 0, 0, 1, 0, 1, 2, 0, 1, 2, 3, 0 };

	(void)state;
	for (size_t len = 0; len < sizeof text; len++)
		assert_int_equal(utf8_unfinished(text, len), unfinished[len]);
	assert_int_equal(utf8_unfinished("\xff", 1), 0);
	assert_int_equal(utf8_unfinished("\x80\x80\x80\x80", 4), 0);
	assert_int_equal(utf8_unfinished("\xc3\xbc\xbc", 3), 0);
	assert_int_equal(utf8_length((const unsigned char *)"\xe2\x82\xac", 3), 3);
	assert_int_equal(utf8_length((const unsigned char *)"\xe2\x82\xac", 2), 0);
	assert_int_equal(utf8_length((const unsigned char *)"\xed\xa0\x80", 3), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mem),
		cmocka_unit_test(test_out_of_memory),
		cmocka_unit_test(test_arena),
		cmocka_unit_test(test_arena_big_first),
		cmocka_unit_test(test_arena_text),
		cmocka_unit_test(test_buf),
		cmocka_unit_test(test_map_empty),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_map_random),
		cmocka_unit_test(test_map_delete_while_iterating),
		cmocka_unit_test(test_tree_random),
		cmocka_unit_test(test_tree_shape),
		cmocka_unit_test(test_half),
		cmocka_unit_test(test_message),
		cmocka_unit_test(test_utf8),
	};

	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
