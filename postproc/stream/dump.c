/* Records as text; see dump.h. */
#include "stream/dump.h"

#include <inttypes.h>
#include <stdbool.h>

enum { ACCESSES_SHOWN = 64 };                        /* of one instruction: no more are made */

static void add_quoted(struct buf *out, const char *p, size_t len)
{
	buf_puts(out, "\"");
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)p[i];
		if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", c);
		else if (c == '\n')
			buf_puts(out, "\\n");
		else if (c < 0x20 || c >= 0x7f)
			buf_printf(out, "\\%03o", c);
		else
			buf_add(out, &p[i], 1);
	}
	buf_puts(out, "\"");
}

static void add_text(struct buf *out, const char *name, struct text t)
{
	buf_printf(out, " %s=", name);
	add_quoted(out, t.at, t.len);
}

static void add_number(struct buf *out, const char *name, uint64_t n)
{
	buf_printf(out, " %s=%" PRIu64, name, n);
}

static void add_address(struct buf *out, const char *name, uint64_t a)
{
	buf_printf(out, " %s=0x%" PRIx64, name, a);
}

static void dump_process(struct buf *out, const struct record_process *p)
{
	struct record_arg arg = { 0 };

	add_number(out, "pid", p->pid);
	add_text(out, "version", p->version);
	add_text(out, "executable", p->executable);
	add_text(out, "directory", p->directory);
	while (record_next_arg(p, &arg))
		add_text(out, "arg", arg.text);
	if (p->flags)
		add_number(out, "flags", p->flags);
}

static void dump_object(struct buf *out, const struct record_object *o)
{
	add_number(out, "id", o->id);
	add_number(out, "flags", o->flags);
	add_address(out, "bias", o->bias);
	add_text(out, "path", o->path);
	add_text(out, "build-id", o->build_id);
	for (size_t i = 0; i < o->n_ranges; i++)
		buf_printf(out, " range=0x%" PRIx64 "+0x%" PRIx64 ":%" PRIu64, o->range[i].start,
			   o->range[i].len, o->range[i].protection);
}

/* Those of V bits are named by the register they are of. */
static void dump_result(struct buf *out, const struct record_regs *regs)
{
	for (size_t i = 0; i < regs->n; i++) {
		uint64_t n = regs->reg[i].number;
		bool is_value = n % 256 < SP_RESULT_VBITS;
		buf_printf(out, " %c%" PRIu64 "+=%+" PRId64, is_value ? 'r' : 'v',
			   is_value ? n : n - SP_RESULT_VBITS, regs->reg[i].difference);
	}
}

static void dump_regs(struct buf *out, const struct record_regs *regs)
{
	for (size_t i = 0; i < regs->n; i++) {
		bool of_cfa = regs->reg[i].number == 6 || regs->reg[i].number == 7;     /* rbp, rsp */
		buf_printf(out, " r%" PRIu64 "%s%+" PRId64, regs->reg[i].number, of_cfa ? "=CFA" : "+=",
			   regs->reg[i].difference);
	}
}

static void add_hex(struct buf *out, const char *name, struct bytes bytes)
{
	buf_printf(out, " %s=", name);
	for (size_t i = 0; i < bytes.len; i++)
		buf_printf(out, "%02x", bytes.at[i]);
}

static void dump_memory(struct buf *out, const struct record_memory *m)
{
	add_address(out, "address", m->addr);
	add_number(out, "class", m->class);
	add_hex(out, "bytes", m->bytes);
}

static void dump_error(struct buf *out, const struct record_error *e)
{
	add_number(out, "kind", e->kind);
	add_address(out, "address", e->addr);
	add_number(out, "size", e->size);
	add_address(out, "instruction", e->ip);
	add_text(out, "message", e->message);
	add_text(out, "description", e->description);
}

static void dump_io(struct buf *out, const struct record_io *io)
{
	add_number(out, "fd", io->fd);
	add_text(out, "bytes", (struct text){ (const char *)io->bytes.at, io->bytes.len });
}

static void dump_alloc(struct buf *out, const struct record_alloc *a)
{
	add_address(out, "address", a->addr);
	add_number(out, "size", a->size);
	add_number(out, "kind", a->kind);
	add_number(out, "alignment", a->alignment);
}

static void dump_end(struct buf *out, const struct record_end *e)
{
	add_number(out, "reason", e->reason);
	add_number(out, "code", e->code);
	add_number(out, "steps", e->steps);
	add_number(out, "allocations", e->allocs);
	add_number(out, "frees", e->frees);
	add_number(out, "bytes", e->bytes);
}

/* A piece in brackets, an instruction as its length and accesses: [3 4r 5w 2 +w]; "+": the rest
 * of the one before. */
static void dump_code(struct buf *out, const struct record_code *code)
{
	struct bytes items = code->items;
	struct record_item item;
	const char *before = " [";

	add_number(out, "id", code->id);
	add_number(out, "object", code->object);
	add_address(out, "address", code->addr);
	while (record_next_item(&items, &item)) {
		if (item.ends_piece) {
			buf_puts(out, "]");
			before = " [";
			continue;
		}
		buf_puts(out, before);
		before = " ";
		if (item.len)
			buf_printf(out, "%" PRIu64, item.len);
		else
			buf_puts(out, "+");
		for (uint64_t i = 0; i < item.loads && i < ACCESSES_SHOWN; i++)
			buf_puts(out, "r");
		for (uint64_t i = 0; i < item.stores && i < ACCESSES_SHOWN; i++)
			buf_puts(out, "w");
	}
}

static void dump_cost(struct buf *out, const struct record_cost *cost)
{
	struct bytes counts = cost->counts;
	uint64_t n;

	add_number(out, "context", cost->context);
	add_number(out, "code", cost->code);
	while (record_next_count(&counts, &n))
		buf_printf(out, " %" PRIu64, n);
}

static void dump_context(struct buf *out, const struct record_context *c)
{
	add_number(out, "id", c->id);
	add_number(out, "parent", c->parent);
	add_number(out, c->parent ? "arc" : "thread", c->arc);
}

static void dump_calls(struct buf *out, const struct record_calls *c)
{
	add_number(out, "context", c->context);
	add_number(out, "arc", c->arc);
	add_number(out, "to", c->to);
	add_number(out, "calls", c->n);
}

static void dump_moment(struct buf *out, const struct record_moment *m)
{
	add_number(out, "context", m->context);
	add_number(out, "instructions", m->instructions);
	if (m->nanoseconds)
		add_number(out, "nanoseconds", m->nanoseconds);
}

static void dump_since(struct buf *out, bool is_timed, int64_t since)
{
	if (is_timed)
		buf_printf(out, " since=%" PRId64, since);
}

static void dump_return(struct buf *out, const struct record_return *r)
{
	buf_printf(out, " %" PRIu64, r->frames);
	dump_since(out, r->is_timed, r->since);
	if (r->is_timed && r->frames > 1)
		buf_printf(out, " rest=%" PRId64, r->rest);
}

/* How often each byte, a row of them as TIMESxBYTES. */
static void dump_accesses(struct buf *out, const struct record_accesses *a)
{
	struct bytes times = a->times;
	uint64_t n, in_row;

	add_address(out, "address", a->addr);
	add_number(out, "read", a->reads);
	add_number(out, "written", a->writes);
	while (record_next_count(&times, &n) && record_next_count(&times, &in_row))
		buf_printf(out, " %" PRIu64 "x%" PRIu64, n, in_row);
}

/* Records whose fields are two or three addresses or numbers. */
static void dump_small(struct buf *out, const struct record *r)
{
	switch (r->tag) {
	case SP_REC_SITE:
		buf_printf(out, " id=%" PRIu64 " object=%" PRIu64 " address=0x%" PRIx64, r->u.site.id,
			   r->u.site.object, r->u.site.addr);
		if (r->u.site.flags)
			add_number(out, "flags", r->u.site.flags);
		break;
	case SP_REC_ARC:
		buf_printf(out, " id=%" PRIu64 " from=0x%" PRIx64 " to=0x%" PRIx64, r->u.arc.id,
			   r->u.arc.from, r->u.arc.to);
		break;
	case SP_REC_CALL:
		buf_printf(out, " arc=%" PRIu64 " cfa-difference=%" PRId64, r->u.call.arc,
			   r->u.call.cfa_difference);
		dump_since(out, r->u.call.is_timed, r->u.call.since);
		break;
	case SP_REC_SIGNAL:
		buf_printf(out, " signal=%" PRIu64 " interrupted=0x%" PRIx64 " cfa=0x%" PRIx64,
			   r->u.signal.signo, r->u.signal.interrupted, r->u.signal.cfa);
		dump_since(out, r->u.signal.is_timed, r->u.signal.since);
		break;
	case SP_REC_FREE:
		buf_printf(out, " address=0x%" PRIx64 " kind=%" PRIu64, r->u.free.addr, r->u.free.kind);
		break;
	case SP_REC_REALLOC:
		buf_printf(out, " from=0x%" PRIx64 " to=0x%" PRIx64 " size=%" PRIu64, r->u.realloc.from,
			   r->u.realloc.to, r->u.realloc.size);
		break;
	case SP_REC_UNMAP: case SP_REC_UNDEFINED: case SP_REC_NOACCESS:
		buf_printf(out, " address=0x%" PRIx64 " length=%" PRIu64, r->u.range.addr, r->u.range.len);
		break;
	case SP_REC_VBITS:
		add_address(out, "address", r->u.vbits.addr);
		add_hex(out, "bits", r->u.vbits.bits);
		break;
	case SP_REC_TLS:
		buf_printf(out, " thread=%" PRIu64 " object=%" PRIu64 " address=0x%" PRIx64,
			   r->u.tls.thread, r->u.tls.object, r->u.tls.addr);
		break;
	}
}

static void dump_fields(struct buf *out, const struct record *r)
{
	switch ((enum sp_record_tag)r->tag) {        /* no default: the compiler names a missing kind */
	case SP_REC_PROCESS: dump_process(out, &r->u.process);      return;
	case SP_REC_OBJECT:  dump_object(out, &r->u.object);        return;
	case SP_REC_REGS:    dump_regs(out, &r->u.regs);            return;
	case SP_REC_RESULT:  dump_result(out, &r->u.regs);          return;
	case SP_REC_STEP:    add_number(out, "site", r->u.step.site); return;
	case SP_REC_MEMORY:  dump_memory(out, &r->u.memory);        return;
	case SP_REC_ALLOC:   dump_alloc(out, &r->u.alloc);          return;
	case SP_REC_OUTPUT:
	case SP_REC_INPUT:   dump_io(out, &r->u.io);                return;
	case SP_REC_EXEC:    add_text(out, "path", r->u.path);      return;
	case SP_REC_END:     dump_end(out, &r->u.end);              return;
	case SP_REC_ERROR:   dump_error(out, &r->u.error);          return;
	case SP_REC_CONTEXT: dump_context(out, &r->u.context);      return;
	case SP_REC_CALLS:   dump_calls(out, &r->u.calls);          return;
	case SP_REC_CODE:    dump_code(out, &r->u.code);            return;
	case SP_REC_COST:    dump_cost(out, &r->u.cost);            return;
	case SP_REC_MOMENT:  dump_moment(out, &r->u.moment);        return;
	case SP_REC_RETURN:  dump_return(out, &r->u.ret);           return;
	case SP_REC_ACCESSES: dump_accesses(out, &r->u.accesses);   return;
	case SP_REC_TOTALS:                                         return;
	case SP_REC_SITE: case SP_REC_ARC: case SP_REC_CALL: case SP_REC_SIGNAL:
	case SP_REC_FREE: case SP_REC_REALLOC: case SP_REC_UNMAP: case SP_REC_TLS:
	case SP_REC_UNDEFINED: case SP_REC_VBITS: case SP_REC_NOACCESS:
		dump_small(out, r);
		return;
	case SP_REC_UNLOAD: case SP_REC_THREAD: case SP_REC_START: case SP_REC_EXIT:
	case SP_REC_PAUSE: case SP_REC_LIMIT: case SP_REC_FORK:
		buf_printf(out, " %" PRIu64, r->u.number);
		return;
	}
	add_number(out, "payload", r->u.unknown.len);
}

void dump_record(struct buf *out, const struct record *r)
{
	const char *name = record_name(r->tag);

	if (name)
		buf_printf(out, "%" PRIu64 " %s", r->offset, name);
	else
		buf_printf(out, "%" PRIu64 " tag-0x%02x", r->offset, r->tag);
	dump_fields(out, r);
	buf_puts(out, "\n");
}
