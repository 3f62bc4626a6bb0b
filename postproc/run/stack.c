/* Threads and call stacks; see stack.h.  What a record leaves unsaid of a new frame is as
 * docs/stream-format.md has it: its frame pointer is the caller's, its stack pointer CFA - 8. */
#include "run/stack.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { RED_ZONE = 128, STACK_MAX = 64 << 20 };

/* The objects are those that were loaded there when it was told. */
struct arc { uint64_t from, to; struct run_object *caller, *callee; };

static struct run_thread *thread_of(struct run *r, uint64_t tid)
{
	struct run_thread *t = map_get(&r->threads, tid);

	if (!t) {
		t = mem_alloc(sizeof *t);
		t->tid = tid;
		t->room = 16;
		t->frame = mem_grow(NULL, t->room, sizeof *t->frame);
		t->n = 1;
		t->frame[0] = (struct run_frame){ .id = ++r->frame_ids };
		map_put(&r->threads, tid, t);
	}
	return t;
}

static struct run_thread *current(struct run *r)
{
	if (!r->thread)
		r->thread = thread_of(r, 1);
	return r->thread;
}

struct run_frame *stack_top(struct run *r)
{
	struct run_thread *t = current(r);

	return &t->frame[t->n - 1];
}

static struct run_frame *push(struct run *r, uint64_t cfa)
{
	struct run_thread *t = current(r);

	if (t->n == t->room) {
		t->room *= 2;
		t->frame = mem_grow(t->frame, t->room, sizeof *t->frame);
	}
	t->frame[t->n] = (struct run_frame){
		.id = ++r->frame_ids, .cfa = cfa,
		.reg_known = (t->frame[t->n - 1].reg_known & RUN_REGS_CALLEE_SAVED)
			     | 1u << RUN_REG_FP | 1u << RUN_REG_SP };
	memcpy(t->frame[t->n].reg, t->frame[t->n - 1].reg, sizeof t->frame->reg);
	t->frame[t->n].reg[RUN_REG_SP] = cfa - 8;
	return &t->frame[t->n++];
}

/* n frames remain. */
static void cut(struct run_thread *t, size_t n)
{
	while (t->n > n)
		free(t->frame[--t->n].entry);
}

void stack_switch(struct run *r, uint64_t tid)
{
	r->thread = thread_of(r, tid);
}

static void free_tls(struct run_thread *t)
{
	uint64_t object;
	void *block;

	for (size_t i = 0; map_next(&t->tls, &i, &object, &block); )
		free(block);
	map_free(&t->tls);
}

/* The number may be that of a thread that exited while it ran, and was kept to be looked at. */
void stack_start(struct run *r, uint64_t tid)
{
	struct run_thread *t = thread_of(r, tid);

	cut(t, 0);
	t->n = 1;
	t->frame[0] = (struct run_frame){ .id = ++r->frame_ids };
	t->words = (struct run_words){ 0 };
	t->stack_low = 0;
	free_tls(t);
}

static void free_thread(struct run_thread *t)
{
	cut(t, 0);
	free_tls(t);
	free(t->frame);
	free(t);
}

void stack_exit(struct run *r, uint64_t tid)
{
	struct run_thread *t = map_get(&r->threads, tid);

	if (!t || t == r->thread)                    /* the last one stays to be looked at */
		return;
	map_del(&r->threads, tid);
	free_thread(t);
}

bool run_arc(const struct run *r, uint64_t id, uint64_t *from, uint64_t *to)
{
	const struct arc *a = map_get(&r->arcs, id);

	if (!a)
		return false;
	*from = a->from;
	*to = a->to;
	return true;
}

struct run_object *run_arc_caller(const struct run *r, uint64_t id)
{
	const struct arc *a = map_get(&r->arcs, id);

	return a ? a->caller : NULL;
}

struct run_object *run_arc_callee(const struct run *r, uint64_t id)
{
	const struct arc *a = map_get(&r->arcs, id);

	return a ? a->callee : NULL;
}

void stack_arc(struct run *r, const struct record_arc *rec)
{
	struct arc *a = mem_alloc(sizeof *a);

	a->from = rec->from;
	a->to = rec->to;
	a->caller = run_object_at(r, rec->from);
	a->callee = run_object_at(r, rec->to);
	free(map_del(&r->arcs, rec->id));
	map_put(&r->arcs, rec->id, a);
}

void stack_call(struct run *r, const struct record_call *rec)
{
	const struct arc *a = map_get(&r->arcs, rec->arc);
	struct run_frame *f = push(r, stack_top(r)->cfa - (uint64_t)rec->cfa_difference);

	f->call_ip = a ? a->from : 0;
	f->entry_ip = a ? a->to : 0;
}

/* The bytes that its code may use: those of the red zone too (System V ABI for amd64, 3.2.2). */
static uint64_t low_end(const struct run_frame *f)
{
	return f->reg[RUN_REG_SP] - RED_ZONE;
}

/* Of a thread's first frame the stack pointer is not known. */
static bool has_stack(const struct run_frame *f)
{
	return f->cfa && f->reg_known & 1u << RUN_REG_SP;
}

/* A stack pointer that is far from where the thread's frames begin is in another stack. */
static void note_stack_pointer(struct run_thread *t)
{
	const struct run_frame *f = &t->frame[t->n - 1];

	if (t->n < 2 || !has_stack(f) || t->frame[1].cfa - f->reg[RUN_REG_SP] > STACK_MAX)
		return;
	if (!t->stack_low || low_end(f) < t->stack_low)
		t->stack_low = low_end(f);
}

bool stack_is_left(struct run *r, uint64_t addr)
{
	const struct run_frame *top = stack_top(r);
	const struct run_thread *t = r->thread;

	return t->stack_low && has_stack(top) && addr - t->stack_low < STACK_MAX &&
	       addr < low_end(top) && t->frame[1].cfa - addr <= STACK_MAX;
}

/* What was made of memory of frames that have ended. */
static void leave_stack(struct run *r, const struct run_thread *t, size_t n)
{
	const struct run_frame *from = &t->frame[t->n - 1], *to = &t->frame[n - 1];

	if (has_stack(from) && has_stack(to) && low_end(to) - low_end(from) <= STACK_MAX)
		watch_touch(&r->watch, low_end(from), low_end(to) - low_end(from));
}

void stack_return(struct run *r, uint64_t frames)
{
	struct run_thread *t = current(r);
	size_t n = frames < t->n ? t->n - (size_t)frames : 1;

	leave_stack(r, t, n);
	cut(t, n);
}

void stack_signal(struct run *r, const struct record_signal *rec)
{
	struct run_frame *f = push(r, rec->cfa);

	f->signo = rec->signo;
	f->call_ip = rec->interrupted;
}

static void set_register(struct run_frame *f, uint64_t n, uint64_t difference)
{
	f->reg[n] = (n == RUN_REG_FP || n == RUN_REG_SP ? f->cfa : f->reg[n]) + difference;
	f->reg_known |= 1u << n;
}

/* Word k of a vector register: its number + 256 k. */
static void set_word(struct run_words *w, uint64_t number, uint64_t difference)
{
	uint64_t n = number % 256 - RUN_REG_XMM0, k = number / 256;

	if (n < RUN_VECTORS && k < RUN_VECTOR_WORDS)
		w->vector[n][k] += difference;
	else if (number - RUN_REG_ST0 < RUN_X87)
		w->x87[number - RUN_REG_ST0] += difference;
}

void stack_regs(struct run *r, const struct record_regs *rec)
{
	struct run_frame *f = stack_top(r);

	for (size_t i = 0; i < rec->n; i++) {
		uint64_t difference = (uint64_t)rec->reg[i].difference;
		if (rec->reg[i].number < RUN_REGS)
			set_register(f, rec->reg[i].number, difference);
		else
			set_word(&r->thread->words, rec->reg[i].number, difference);
	}
	note_stack_pointer(r->thread);
}

static void set_result(struct run_result_registers *to, uint64_t n, uint64_t difference)
{
	if (n < RUN_RESULT_REGS)
		to->reg[n] += difference;
	else
		set_word(&to->words, n, difference);
}

/* Of a function that returns, whatever its type: what changed since the one before. */
void stack_result(struct run *r, const struct record_regs *rec)
{
	struct run_result *result = &r->result;

	stack_top(r);                                /* makes the thread, if a damaged stream has none */
	for (size_t i = 0; i < rec->n; i++) {
		uint64_t n = rec->reg[i].number, difference = (uint64_t)rec->reg[i].difference;
		if (n % 256 < SP_RESULT_VBITS)
			set_result(&result->value, n, difference);
		else
			set_result(&result->vbits, n - SP_RESULT_VBITS, difference);
	}
	result->any = true;
}

void stack_tls(struct run *r, const struct record_tls *rec)
{
	struct map *blocks = &thread_of(r, rec->thread)->tls;
	struct record_tls *kept = mem_alloc(sizeof *kept);

	*kept = *rec;
	free(map_del(blocks, rec->object));
	map_put(blocks, rec->object, kept);
}

uint64_t run_tls(const struct run *r, const struct run_object *o)
{
	const struct record_tls *block = r->thread && o ? map_get(&r->thread->tls, o->id) : NULL;

	return block ? block->addr : 0;
}

/* What differs is not known to be what the caller passed: of the words, none is then. */
static void keep_equal(struct run_entry *e, const struct run_frame *f, const struct run_thread *t)
{
	for (unsigned n = 0; n < RUN_REGS; n++)
		if (e->reg[n] != f->reg[n])
			e->reg_known &= ~(1u << n);
	if (memcmp(&e->words, &t->words, sizeof e->words) != 0)
		e->words_known = false;
}

void run_function_begins(struct run *r, const void *function)
{
	struct run_frame *f = stack_top(r);

	if (f->entry && f->entry->function == function) {
		keep_equal(f->entry, f, r->thread);
		return;
	}
	if (!f->entry)
		f->entry = mem_alloc(sizeof *f->entry);
	f->entry->function = function;
	memcpy(f->entry->reg, f->reg, sizeof f->reg);
	f->entry->reg_known = f->reg_known;
	f->entry->words = r->thread->words;
	f->entry->words_known = true;
}

/* An instruction has at most 15 bytes; a signal's address is that of the one to run next. */
bool run_called_with(const struct run_frame *caller, const struct run_frame *callee)
{
	uint64_t behind = caller->reg[RUN_REG_RA] - callee->call_ip;

	if (!(caller->reg_known & 1u << RUN_REG_RA))
		return false;
	return callee->signo ? behind == 0 : behind >= 1 && behind <= 15;
}

void stack_free(struct run *r)
{
	uint64_t tid;
	void *t;

	for (size_t i = 0; map_next(&r->threads, &i, &tid, &t); )
		free_thread(t);
	map_free(&r->threads);
	r->thread = NULL;
}
