/* Applies records to the run; see run.h. */
#include "run/run.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "run/heap.h"
#include "run/stack.h"

static char *text_dup(struct text t)
{
	char *s = mem_alloc(t.len + 1);

	memcpy(s, t.at, t.len);
	return s;
}

struct run *run_new(void)
{
	struct run *r = mem_alloc(sizeof *r);

	r->objects_end = &r->objects;
	r->image.watch = &r->watch;
	return r;
}

static void apply_process(struct run *r, const struct record_process *p)
{
	free(r->executable);
	free(r->directory);
	r->pid = p->pid;
	r->undefined = p->flags & SP_PROCESS_UNDEFINED;
	r->forked = p->flags & SP_PROCESS_FORKED;
	r->executable = text_dup(p->executable);
	r->directory = text_dup(p->directory);
}

static void apply_object(struct run *r, const struct record_object *rec)
{
	struct run_object *o = mem_alloc(sizeof *o);

	o->id = rec->id;
	o->flags = rec->flags;
	o->bias = rec->bias;
	o->path = text_dup(rec->path);
	o->build_id = text_dup(rec->build_id);
	o->n_ranges = rec->n_ranges;
	o->range = mem_grow(NULL, rec->n_ranges + 1, sizeof *o->range);
	memcpy(o->range, rec->range, rec->n_ranges * sizeof *o->range);
	o->loaded = true;
	map_put(&r->objects_by_id, o->id, o);
	watch_touch_all(&r->watch);
	*r->objects_end = o;
	r->objects_end = &o->next;
}

static void apply_unload(struct run *r, uint64_t id)
{
	struct run_object *o = map_get(&r->objects_by_id, id);

	watch_touch_all(&r->watch);
	if (o)
		o->loaded = false;
}

static void apply_site(struct run *r, const struct record_site *rec)
{
	struct run_site *s = map_get(&r->sites, rec->id);

	if (s)                                       /* a damaged stream: frames point at the first one */
		return;
	s = mem_alloc(sizeof *s);
	s->object = map_get(&r->objects_by_id, rec->object);
	s->addr = rec->addr;
	s->in_row = rec->flags & SP_SITE_IN_ROW;
	map_put(&r->sites, rec->id, s);
}

static void apply_step(struct run *r, const struct record_step *rec)
{
	r->steps++;
	free(r->exec_path);                          /* the exec failed: the program is still there */
	r->exec_path = NULL;
	r->site = map_get(&r->sites, rec->site);
	struct run_frame *f = stack_top(r);
	f->at = r->site;
}

static void apply_io(struct run *r, const struct record_io *io)
{
	if (io->fd < 3)
		buf_add(&r->out[io->fd], io->bytes.at, io->bytes.len);
}

static void apply_end(struct run *r, const struct record_end *e)
{
	r->ended = true;
	r->end = *e;
	counts_are_whole(&r->counts);
}

static void apply_exec(struct run *r, struct text path)
{
	free(r->exec_path);
	r->exec_path = text_dup(path);
	counts_are_whole(&r->counts);
}

static void apply_error(struct run *r, const struct record_error *e)
{
	r->errors++;
	r->errors_of[e->kind < RUN_ERROR_KINDS ? e->kind : 0]++;
}

void run_apply(struct run *r, const struct record *rec)
{
	switch ((enum sp_record_tag)rec->tag) {      /* no default: the compiler names a missing kind */
	case SP_REC_PROCESS: apply_process(r, &rec->u.process);   return;
	case SP_REC_OBJECT:  apply_object(r, &rec->u.object);     return;
	case SP_REC_UNLOAD:  apply_unload(r, rec->u.number);      return;
	case SP_REC_SITE:    apply_site(r, &rec->u.site);         return;
	case SP_REC_THREAD:  stack_switch(r, rec->u.number);      return;
	case SP_REC_START:   stack_start(r, rec->u.number);       return;
	case SP_REC_EXIT:    stack_exit(r, rec->u.number);        return;
	case SP_REC_ARC:     stack_arc(r, &rec->u.arc);           return;
	case SP_REC_CALL:    stack_call(r, &rec->u.call);         return;
	case SP_REC_RETURN:  stack_return(r, rec->u.ret.frames);      return;
	case SP_REC_SIGNAL:  stack_signal(r, &rec->u.signal);     return;
	case SP_REC_REGS:    stack_regs(r, &rec->u.regs);         return;
	case SP_REC_STEP:    apply_step(r, &rec->u.step);         return;
	case SP_REC_MEMORY:
		image_write(&r->image, rec->u.memory.addr, rec->u.memory.bytes.at, rec->u.memory.bytes.len);
		return;
	case SP_REC_ALLOC:   heap_alloc(r, &rec->u.alloc);        return;
	case SP_REC_FREE:    heap_release(r, rec->u.free.addr);   return;
	case SP_REC_REALLOC: heap_realloc(r, &rec->u.realloc);    return;
	case SP_REC_UNMAP:   image_forget(&r->image, rec->u.range.addr, rec->u.range.len); return;
	case SP_REC_OUTPUT:
	case SP_REC_INPUT:   apply_io(r, &rec->u.io);             return;
	case SP_REC_PAUSE:   r->paused = rec->u.number != 0;      return;
	case SP_REC_LIMIT:   r->limit_reached = true;             return;
	case SP_REC_FORK:                                         return;
	case SP_REC_TIDIED:                                       return;
	case SP_REC_EXEC:    apply_exec(r, rec->u.path);          return;
	case SP_REC_END:     apply_end(r, &rec->u.end);           return;
	case SP_REC_TLS:     stack_tls(r, &rec->u.tls);           return;
	case SP_REC_RESULT:  stack_result(r, &rec->u.regs);       return;
	case SP_REC_UNDEFINED:
		image_undefine(&r->image, rec->u.range.addr, rec->u.range.len);
		return;
	case SP_REC_VBITS:
		image_set_vbits(&r->image, rec->u.vbits.addr, rec->u.vbits.bits.at, rec->u.vbits.bits.len);
		return;
	case SP_REC_NOACCESS:
		image_noaccess(&r->image, rec->u.range.addr, rec->u.range.len);
		return;
	case SP_REC_ERROR:   apply_error(r, &rec->u.error);       return;
	case SP_REC_CONTEXT: case SP_REC_CALLS: case SP_REC_CODE: case SP_REC_COST:
	case SP_REC_MOMENT:
		counts_apply(&r->counts, rec);
		return;
	case SP_REC_ACCESSES:                                     return;
	case SP_REC_TOTALS:  counts_are_whole(&r->counts);        return;
	}
}

struct run_object *run_object_at(const struct run *r, uint64_t addr)
{
	for (struct run_object *o = r->objects; o; o = o->next)
		for (size_t i = 0; o->loaded && i < o->n_ranges; i++)
			if (addr - o->range[i].start < o->range[i].len)
				return o;
	return NULL;
}

static void free_values(struct map *m)
{
	uint64_t key;
	void *value;

	for (size_t i = 0; map_next(m, &i, &key, &value); )
		free(value);
	map_free(m);
}

static void free_objects(struct run *r)
{
	while (r->objects) {
		struct run_object *o = r->objects;
		r->objects = o->next;
		free(o->path);
		free(o->build_id);
		free(o->range);
		free(o);
	}
	map_free(&r->objects_by_id);
}

void run_free(struct run *r)
{
	heap_free(r);
	free_values(&r->sites);
	free_values(&r->arcs);
	stack_free(r);
	free_objects(r);
	counts_free(&r->counts);
	image_free(&r->image);
	watch_free(&r->watch);
	for (int i = 0; i < 3; i++)
		buf_free(&r->out[i]);
	free(r->executable);
	free(r->directory);
	free(r->exec_path);
	free(r);
}
