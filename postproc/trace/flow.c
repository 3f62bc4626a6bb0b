/* Where instructions were come to from; see flow.h. */
#include "trace/flow.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { LONGEST = 15, PASSES = 32 };                  /* bytes of an instruction */

struct list { struct flow *at; size_t n, room; };

/* ---- what ran ---- */

static struct flow *append(struct list *l, uint64_t addr, uint64_t len)
{
	if (l->n == l->room) {
		l->room = l->room ? 2 * l->room : 1024;
		l->at = mem_grow(l->at, l->room, sizeof *l->at);
	}
	l->at[l->n] = (struct flow){ .addr = addr, .len = len };
	return &l->at[l->n++];
}

/* The code with how often each of its pieces ran, in all contexts. */
static void add_code(struct list *l, const struct counts_code *code, const uint64_t *times)
{
	struct bytes items = code->items;
	struct record_item item;
	uint64_t addr = code->addr;
	struct flow *last = NULL;
	bool is_first = true;

	while (record_next_item(&items, &item)) {
		if (item.ends_piece) {
			if (last)
				last->ended += times[0] - (times[1] < times[0] ? times[1] : times[0]);
			times++;
		} else if (item.len) {
			last = append(l, addr, item.len);
			*(is_first ? &last->begun : &last->passed) = times[0];
			is_first = false;
			addr += item.len;
		}
	}
	if (last)
		last->ended += times[0];
}

static size_t count_pieces(const struct counts_code *code)
{
	struct bytes items = code->items;
	struct record_item item;
	size_t n = 1;

	while (record_next_item(&items, &item))
		n += item.ends_piece;
	return n;
}

static void add_times(uint64_t *to, size_t n, struct bytes times)
{
	uint64_t count;

	for (size_t i = 0; i < n && record_next_count(&times, &count); i++)
		to[i] += count;
}

static void collect(struct list *l, const struct counts *c, uint64_t object)
{
	size_t *first = mem_alloc((c->n_codes + 1) * sizeof *first), n = 0;
	uint64_t *times;

	for (size_t i = 0; i < c->n_codes; i++) {
		first[i] = n;
		n += c->code[i]->object == object ? count_pieces(c->code[i]) : 0;
	}
	first[c->n_codes] = n;
	times = mem_alloc((n + 1) * sizeof *times);
	for (size_t i = 0; i < c->n_costs; i++) {
		size_t code = c->cost[i]->code->index;
		add_times(times + first[code], first[code + 1] - first[code], c->cost[i]->times);
	}
	for (size_t i = 0; i < c->n_codes; i++)
		if (first[i + 1] > first[i])
			add_code(l, c->code[i], times + first[i]);
	free(times);
	free(first);
}

static int compare(const void *a, const void *b)
{
	const struct flow *x = a, *y = b;

	return (x->addr > y->addr) - (x->addr < y->addr);
}

/* An instruction is in as many superblocks as were entered before it. */
static void merge(struct list *l)
{
	size_t n = 0;

	if (l->n)
		qsort(l->at, l->n, sizeof *l->at, compare);
	for (size_t i = 0; i < l->n; i++) {
		struct flow *f = &l->at[n ? n - 1 : 0];
		if (!n || f->addr != l->at[i].addr) {
			l->at[n++] = l->at[i];
			continue;
		}
		f->begun += l->at[i].begun;
		f->passed += l->at[i].passed;
		f->ended += l->at[i].ended;
	}
	l->n = n;
}

/* ---- what it does ---- */

static bool is_prefix(uint8_t byte)
{
	return (byte & 0xf0) == 0x40 || byte == 0x66 || byte == 0x67 || byte == 0xf2 || byte == 0xf3 ||
	       byte == 0x2e || byte == 0x3e || byte == 0x64 || byte == 0x65;
}

static bool is_string_operation(uint8_t opcode)
{
	return (opcode >= 0xa4 && opcode <= 0xa7) || (opcode >= 0xaa && opcode <= 0xaf);
}

static enum flow_kind kind_of_ff(uint8_t modrm)
{
	unsigned operation = modrm >> 3 & 7;

	if (operation == 2 || operation == 3)
		return FLOW_CALL;
	return operation == 4 || operation == 5 ? FLOW_AWAY : FLOW_ON;
}

/* Of a jump to a distance of so many bytes, the last ones. */
static void find_target(struct flow *f, const uint8_t *code, size_t bytes)
{
	int8_t near;
	int32_t far;

	if (f->len < bytes)
		return;
	memcpy(&near, code + f->len - 1, 1);
	memcpy(&far, code + f->len - (bytes == 4 ? 4 : 0), bytes == 4 ? 4 : 0);
	f->target = f->addr + f->len + (uint64_t)(int64_t)(bytes == 4 ? far : near);
}

/* Instructions of amd64 that do not go on with the next one (Intel's manual, volume 2, A.3). */
static void decode(struct flow *f, const uint8_t code[LONGEST + 1])
{
	size_t at = 0, bytes = 1;

	while (at + 1 < f->len && is_prefix(code[at]))
		at++;
	uint8_t opcode = code[at], next = at + 1 < f->len ? code[at + 1] : 0;
	if (at && is_string_operation(opcode) && (memchr(code, 0xf3, at) || memchr(code, 0xf2, at)))
		f->kind = FLOW_REPEATED;
	else if (opcode == 0xe8)
		f->kind = FLOW_CALL;
	else if (opcode == 0xff)
		f->kind = kind_of_ff(next);
	else if (opcode == 0xc2 || opcode == 0xc3 || opcode == 0xcc || opcode == 0xf4)
		f->kind = FLOW_AWAY;
	else if (opcode == 0xeb || opcode == 0xe9)
		f->kind = FLOW_JUMP;
	else if ((opcode & 0xf0) == 0x70 || (opcode & 0xfc) == 0xe0 ||
		 (opcode == 0x0f && (next & 0xf0) == 0x80))
		f->kind = FLOW_CONDITIONAL;
	bytes = opcode == 0xe9 || opcode == 0x0f ? 4 : 1;
	if (f->kind == FLOW_JUMP || f->kind == FLOW_CONDITIONAL)
		find_target(f, code, bytes);
}

/* What is not the end of a superblock goes on. */
static void decode_all(struct list *l, struct object *debug)
{
	uint8_t code[LONGEST + 1];

	for (struct flow *f = l->at; f < l->at + l->n; f++)
		if (f->ended && f->len <= LONGEST && object_read(debug, f->addr, code, f->len) == f->len)
			decode(f, code);
}

static struct flow *at_address(struct list *l, uint64_t addr)
{
	struct flow key = { .addr = addr };

	return l->n ? bsearch(&key, l->at, l->n, sizeof key, compare) : NULL;
}

static void link_jumps(struct list *l)
{
	for (struct flow *f = l->at; f < l->at + l->n; f++) {
		struct flow *to = f->target ? at_address(l, f->target) : NULL;
		if (!to)
			continue;
		f->other = to->jump;
		to->jump = f;
	}
}

/* ---- which way ---- */

struct flow *flow_before(struct flow *first, struct flow *f)
{
	return f > first && f[-1].addr + f[-1].len == f->addr ? f - 1 : NULL;
}

/* What has one way only. */
static void begin(struct flow *f)
{
	f->is_known = f->kind != FLOW_CONDITIONAL && f->kind != FLOW_CALL && f->kind != FLOW_REPEATED;
	if (f->kind == FLOW_ON)
		f->on = f->ended;
	else if (f->kind == FLOW_JUMP)
		f->taken = f->ended;
}

/* n: what has gone one way; the rest, of a conditional jump, went the other. */
static void set_on(struct flow *f, uint64_t n)
{
	f->on = n < f->ended ? n : f->ended;
	f->taken = f->kind == FLOW_CONDITIONAL ? f->ended - f->on : 0;
	f->is_known = true;
}

static void set_taken(struct flow *f, uint64_t n)
{
	f->taken = n < f->ended ? n : f->ended;
	f->on = f->ended - f->taken;
	f->is_known = true;
}

/* Where all but one of what led to f is known, so is that. */
static bool solve(struct list *l, struct flow *f)
{
	struct flow *before = flow_before(l->at, f), *unknown = NULL;
	uint64_t known = 0;
	size_t n = 0;

	if (before && before->is_known)
		known += before->on;
	else if (before)
		n++;
	for (struct flow *j = f->jump; j; j = j->other) {
		known += j->is_known ? j->taken : 0;
		n += !j->is_known;
		unknown = j->is_known ? unknown : j;
	}
	if (n != 1)
		return false;
	uint64_t rest = f->begun > known ? f->begun - known : 0;
	if (unknown)
		set_taken(unknown, rest);
	else
		set_on(before, rest);
	return true;
}

static void solve_all(struct list *l)
{
	bool more = true;

	for (int pass = 0; more && pass < PASSES; pass++) {
		more = false;
		for (struct flow *f = l->at; f < l->at + l->n; f++)
			more |= solve(l, f);
		for (struct flow *f = l->at + l->n; f-- > l->at; )
			more |= solve(l, f);
	}
}

/* Where nothing ran behind a conditional jump, it was always taken; and never, where nothing ran at
 * its target. */
static void solve_ends(struct list *l)
{
	for (struct flow *f = l->at; f < l->at + l->n; f++) {
		bool has_next = f + 1 < l->at + l->n && f[1].addr == f->addr + f->len;
		if (!f->is_known && !has_next)
			set_on(f, 0);
		else if (!f->is_known && f->kind == FLOW_CONDITIONAL && !at_address(l, f->target))
			set_taken(f, 0);
	}
}

struct flow *flow_find(const struct run *run, const struct run_object *o, struct object *debug,
		       size_t *count)
{
	struct list l = { 0 };

	collect(&l, &run->counts, o->id);
	merge(&l);
	*count = l.n;
	if (!l.n)
		return NULL;
	decode_all(&l, debug);
	link_jumps(&l);
	for (struct flow *f = l.at; f < l.at + l.n; f++)
		begin(f);
	solve_ends(&l);
	solve_all(&l);
	for (struct flow *f = l.at; f < l.at + l.n; f++)
		if (!f->is_known && f->kind == FLOW_CALL)
			set_on(f, f->ended);
	solve_all(&l);
	for (struct flow *f = l.at; f < l.at + l.n; f++)
		if (!f->is_known)
			set_on(f, f->ended);
	return l.at;
}
