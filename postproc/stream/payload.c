/* Payloads of long records; see payload.h.  Fields that a newer recorder added at a payload's end
 * are left unread. */
#include "stream/payload.h"

static void get_process(struct cursor *c, struct record_process *p)
{
	p->pid = cursor_varint(c);
	p->version = cursor_text(c);
	p->executable = cursor_text(c);
	p->directory = cursor_text(c);
	p->n_args = cursor_varint(c);
	p->args.at = c->at;
	for (uint64_t i = 0; i < p->n_args && c->at < c->end; i++)
		cursor_text(c);
	p->args.len = (size_t)(c->at - p->args.at);
	p->flags = c->at < c->end ? cursor_varint(c) : 0;
}

static void get_object(struct cursor *c, struct record_object *o)
{
	o->id = cursor_varint(c);
	o->flags = cursor_varint(c);
	o->bias = cursor_varint(c);
	o->path = cursor_text(c);
	o->build_id = cursor_text(c);
	uint64_t n = cursor_varint(c);
	o->n_ranges = 0;
	for (uint64_t i = 0; i < n && i < RECORD_RANGES_MAX && !c->error; i++) {
		struct record_range *range = &o->range[o->n_ranges++];
		range->start = cursor_varint(c);
		range->len = cursor_varint(c);
		range->protection = cursor_varint(c);
	}
}

static void get_site(struct cursor *c, struct record_site *s)
{
	s->id = cursor_varint(c);
	s->object = cursor_varint(c);
	s->addr = cursor_varint(c);
	s->flags = c->at < c->end ? cursor_varint(c) : 0;
}

static void get_arc(struct cursor *c, struct record_arc *a)
{
	a->id = cursor_varint(c);
	a->from = cursor_varint(c);
	a->to = cursor_varint(c);
}

static void get_call(struct cursor *c, struct record_call *call)
{
	call->arc = cursor_varint(c);
	call->cfa_difference = cursor_zigzag(c);
	call->is_timed = c->at < c->end;
	call->since = call->is_timed ? cursor_zigzag(c) : 0;
}

static void get_return(struct cursor *c, struct record_return *r)
{
	r->frames = cursor_varint(c);
	r->is_timed = c->at < c->end;
	r->since = r->is_timed ? cursor_zigzag(c) : 0;
	r->rest = c->at < c->end ? cursor_zigzag(c) : 0;
}

static void get_signal(struct cursor *c, struct record_signal *s)
{
	s->signo = cursor_varint(c);
	s->interrupted = cursor_varint(c);
	s->cfa = cursor_varint(c);
	s->is_timed = c->at < c->end;
	s->since = s->is_timed ? cursor_zigzag(c) : 0;
}

static void get_regs(struct cursor *c, struct record_regs *regs)
{
	for (regs->n = 0; c->at < c->end && regs->n < RECORD_REGS_MAX; regs->n++) {
		regs->reg[regs->n].number = cursor_varint(c);
		regs->reg[regs->n].difference = cursor_zigzag(c);
	}
}

static void get_alloc(struct cursor *c, struct record_alloc *a)
{
	a->addr = cursor_varint(c);
	a->size = cursor_varint(c);
	a->kind = cursor_varint(c);
	a->alignment = cursor_varint(c);
}

static void get_free(struct cursor *c, struct record_free *f)
{
	f->addr = cursor_varint(c);
	f->kind = cursor_varint(c);
}

static void get_realloc(struct cursor *c, struct record_realloc *a)
{
	a->from = cursor_varint(c);
	a->to = cursor_varint(c);
	a->size = cursor_varint(c);
}

static void get_range(struct cursor *c, struct record_range_only *range)
{
	range->addr = cursor_varint(c);
	range->len = cursor_varint(c);
}

static void get_error(struct cursor *c, struct record_error *e)
{
	e->kind = cursor_varint(c);
	e->addr = cursor_varint(c);
	e->size = cursor_varint(c);
	e->ip = cursor_varint(c);
	e->message = cursor_text(c);
	e->description = cursor_text(c);
}

static void get_io(struct cursor *c, struct record_io *io)
{
	io->fd = cursor_varint(c);
	io->bytes = cursor_rest(c);
}

static void get_end(struct cursor *c, struct record_end *e)
{
	e->reason = cursor_varint(c);
	e->code = cursor_varint(c);
	e->steps = cursor_varint(c);
	e->allocs = cursor_varint(c);
	e->frees = cursor_varint(c);
	e->bytes = cursor_varint(c);
}

static void get_tls(struct cursor *c, struct record_tls *t)
{
	t->thread = cursor_varint(c);
	t->object = cursor_varint(c);
	t->addr = cursor_varint(c);
}

static void get_context(struct cursor *c, struct record_context *context)
{
	context->id = cursor_varint(c);
	context->parent = cursor_varint(c);
	context->arc = cursor_varint(c);
}

static void get_calls(struct cursor *c, struct record_calls *calls)
{
	calls->context = cursor_varint(c);
	calls->arc = cursor_varint(c);
	calls->to = cursor_varint(c);
	calls->n = cursor_varint(c);
}

/* The whole list is looked at here, so that a damaged one is found with the record. */
static void get_code(struct cursor *c, struct record_code *code)
{
	code->id = cursor_varint(c);
	code->object = cursor_varint(c);
	code->addr = cursor_varint(c);
	code->items = (struct bytes){ c->at, (size_t)(c->end - c->at) };
	while (c->at < c->end)
		if (cursor_varint(c) >> SP_CODE_ACCESSES == SP_CODE_MORE) {
			cursor_varint(c);
			cursor_varint(c);
		}
}

static void get_cost(struct cursor *c, struct record_cost *cost)
{
	cost->context = cursor_varint(c);
	cost->code = cursor_varint(c);
	cost->counts = (struct bytes){ c->at, (size_t)(c->end - c->at) };
	while (c->at < c->end)
		cursor_varint(c);
}

static void get_accesses(struct cursor *c, struct record_accesses *a)
{
	a->addr = cursor_varint(c);
	a->reads = cursor_varint(c);
	a->writes = cursor_varint(c);
	a->times = (struct bytes){ c->at, (size_t)(c->end - c->at) };
	while (c->at < c->end) {
		cursor_varint(c);
		cursor_varint(c);
	}
}

static void get_moment(struct cursor *c, struct record_moment *m)
{
	m->context = cursor_varint(c);
	m->instructions = cursor_varint(c);
	m->nanoseconds = c->at < c->end ? cursor_varint(c) : 0;
}

void payload_read(struct cursor *c, struct record *out)
{
	switch ((enum sp_record_tag)out->tag) {      /* no default: the compiler names a missing kind */
	case SP_REC_PROCESS: get_process(c, &out->u.process);  return;
	case SP_REC_OBJECT:  get_object(c, &out->u.object);    return;
	case SP_REC_SITE:    get_site(c, &out->u.site);        return;
	case SP_REC_ARC:     get_arc(c, &out->u.arc);          return;
	case SP_REC_CALL:    get_call(c, &out->u.call);        return;
	case SP_REC_SIGNAL:  get_signal(c, &out->u.signal);    return;
	case SP_REC_RETURN:  get_return(c, &out->u.ret);       return;
	case SP_REC_REGS:
	case SP_REC_RESULT:  get_regs(c, &out->u.regs);        return;
	case SP_REC_ALLOC:   get_alloc(c, &out->u.alloc);      return;
	case SP_REC_FREE:    get_free(c, &out->u.free);        return;
	case SP_REC_REALLOC: get_realloc(c, &out->u.realloc);  return;
	case SP_REC_UNMAP:
	case SP_REC_NOACCESS: get_range(c, &out->u.range);     return;
	case SP_REC_ERROR:   get_error(c, &out->u.error);      return;
	case SP_REC_OUTPUT:
	case SP_REC_INPUT:   get_io(c, &out->u.io);            return;
	case SP_REC_EXEC:    out->u.path = cursor_text(c);     return;
	case SP_REC_END:     get_end(c, &out->u.end);          return;
	case SP_REC_TLS:     get_tls(c, &out->u.tls);          return;
	case SP_REC_CONTEXT: get_context(c, &out->u.context);  return;
	case SP_REC_CALLS:   get_calls(c, &out->u.calls);      return;
	case SP_REC_CODE:    get_code(c, &out->u.code);        return;
	case SP_REC_COST:    get_cost(c, &out->u.cost);        return;
	case SP_REC_MOMENT:  get_moment(c, &out->u.moment);    return;
	case SP_REC_ACCESSES: get_accesses(c, &out->u.accesses); return;
	case SP_REC_TOTALS:                                    return;
	case SP_REC_UNLOAD: case SP_REC_THREAD: case SP_REC_START: case SP_REC_EXIT:
	case SP_REC_PAUSE: case SP_REC_LIMIT: case SP_REC_FORK: case SP_REC_TIDIED:
		out->u.number = cursor_varint(c);
		return;
	case SP_REC_STEP: case SP_REC_MEMORY: case SP_REC_UNDEFINED: case SP_REC_VBITS:
		return;
	}
	out->u.unknown = cursor_rest(c);             /* a newer recorder's record */
}

int record_next_arg(const struct record_process *p, struct record_arg *arg)
{
	struct cursor c = { .at = p->args.at + arg->at, .end = p->args.at + p->args.len };

	if (arg->n == p->n_args || c.at == c.end)
		return 0;
	arg->n++;
	arg->text = cursor_text(&c);
	arg->at = (size_t)(c.at - p->args.at);
	return !c.error;
}

bool record_next_item(struct bytes *items, struct record_item *item)
{
	struct cursor c = { .at = items->at, .end = items->at + items->len };

	if (items->len == 0)
		return false;
	uint64_t v = cursor_varint(&c), accesses = v >> SP_CODE_ACCESSES;
	*item = (struct record_item){ .ends_piece = v == 0, .len = v & ((1u << SP_CODE_ACCESSES) - 1),
				      .loads = accesses & 1, .stores = accesses >> 1 & 1 };
	if (accesses == SP_CODE_MORE) {
		item->loads = cursor_varint(&c);
		item->stores = cursor_varint(&c);
	}
	*items = (struct bytes){ c.at, (size_t)(c.end - c.at) };
	return !c.error;
}

bool record_next_count(struct bytes *counts, uint64_t *n)
{
	struct cursor c = { .at = counts->at, .end = counts->at + counts->len };

	if (counts->len == 0)
		return false;
	*n = cursor_varint(&c);
	*counts = (struct bytes){ c.at, (size_t)(c.end - c.at) };
	return !c.error;
}

const char *record_name(uint8_t tag)
{
#define NAME(value, name) case SP_REC_##name: return #name;
	switch ((enum sp_record_tag)tag) { SP_RECORDS(NAME) }
#undef NAME
	return NULL;
}
