/* Values: entry points, and dispatch by kind of type. */
#include "value/decode.h"
#include "value/printers.h"
#include "base/buf.h"
#include <string.h>

void decode_absent(struct job *j, struct value *out, const char *why)
{
	out->kind = VALUE_ABSENT;
	out->text = arena_strdup(j->d->arena, why);
}

/* The bytes as text; false: they are not all readable, and *out says so. */
static bool add_raw(struct job *j, struct value *out, uint64_t addr, uint64_t len, struct buf *text)
{
	uint8_t byte;

	for (uint64_t i = 0; i < len; i++) {
		if (job_read(j, out, addr + i, &byte, 1))
			buf_printf(text, "%02x", byte);
		else if (out->kind == VALUE_UNINITIALIZED)
			buf_puts(text, "??");
		else
			return false;
	}
	return true;
}

void decode_raw(struct job *j, struct value *out, const struct type *t, uint64_t addr)
{
	uint64_t limit = j->d->limits.string;
	uint64_t shown = t->size < limit ? t->size : limit;
	struct buf text = { 0 };

	if (!t->size) {
		decode_absent(j, out, "its size is unknown");
		return;
	}
	if (add_raw(j, out, addr, shown, &text)) {
		bool known = !shown || strspn(text.data, "?") < text.len;
		out->kind = known ? VALUE_RAW : VALUE_UNINITIALIZED;
		out->text = known ? arena_strndup(j->d->arena, text.data, text.len) : NULL;
		out->cut = known ? t->size - shown : 0;
	}
	buf_free(&text);
}

static void decode_stripped(struct job *j, struct value *out, const struct type *t, uint64_t addr)
{
	switch (t->kind) {               /* no default: the compiler names a missing kind */
	case TYPE_INT:
	case TYPE_CHAR:
	case TYPE_BOOL:
	case TYPE_ENUM:      decode_scalar(j, out, t, addr);  return;
	case TYPE_FLOAT:     decode_float(j, out, t, addr);   return;
	case TYPE_COMPLEX:   decode_complex(j, out, t, addr); return;
	case TYPE_POINTER:
	case TYPE_REFERENCE: decode_pointer(j, out, t, addr); return;
	case TYPE_MEMBER_POINTER: decode_member_pointer(j, out, t, addr); return;
	case TYPE_ARRAY:     decode_array(j, out, t, addr);   return;
	case TYPE_STRUCT:
	case TYPE_UNION:     decode_struct(j, out, t, addr);  return;
	case TYPE_VOID:      decode_absent(j, out, "void has no value");     return;
	case TYPE_FUNCTION:  decode_absent(j, out, "a function, not data");  return;
	case TYPE_TYPEDEF:
	case TYPE_QUALIFIED:
	case TYPE_UNKNOWN:   decode_raw(j, out, t, addr);     return;
	}
	decode_absent(j, out, "a type of no known kind");
}

void decode(struct job *j, struct value *out, const struct type *t, uint64_t addr)
{
	const struct type *stripped = type_strip(t);

	out->type = t;
	out->addr = j->literal ? 0 : addr;
	if (stripped->incomplete)
		decode_absent(j, out, "its type is declared only");
	else if (j->d->raw || j->literal || !printer_run(j, out, stripped, addr))
		decode_stripped(j, out, stripped, addr);
}

static struct job job_in_memory(struct decoder *d, const struct frame_state *f)
{
	return (struct job){
		.d = d, .f = f, .memory = d->memory, .nodes = VALUE_NODES,
		.text = d->limits.string > VALUE_TEXT ? d->limits.string : VALUE_TEXT,
	};
}

static const struct value *job_run(struct job *j, const struct type *t, uint64_t addr)
{
	struct value *out = arena_alloc(j->d->arena, sizeof *out);

	job_set_extent(j, t, 1, addr);
	decode(j, out, t, addr);
	return out;
}

const struct value *value_at(struct decoder *d, const struct type *t, uint64_t addr,
			     const struct frame_state *f)
{
	struct job j = job_in_memory(d, f);

	return job_run(&j, t, addr);
}

const struct value *value_elements(struct decoder *d, const struct type *t, uint64_t addr,
				   uint64_t count)
{
	struct job j = job_in_memory(d, NULL);
	struct value *out = arena_alloc(d->arena, sizeof *out);

	job_set_extent(&j, t, count, addr);
	out->type = t;
	out->addr = addr;
	decode_elements(&j, out, t, addr, count);
	return out;
}

const struct value *value_absent(struct decoder *d, const struct type *t, const char *why)
{
	struct value *out = arena_alloc(d->arena, sizeof *out);

	out->kind = VALUE_ABSENT;
	out->type = t;
	out->text = arena_strdup(d->arena, why);
	return out;
}

const struct value *value_in(struct decoder *d, const struct type *t, const struct location *at,
			     const struct frame_state *f)
{
	struct job j = job_in_memory(d, f);
	struct value *out = arena_alloc(d->arena, sizeof *out);

	decode_place(&j, out, t, at, 0);
	return out;
}

const struct value *value_of(struct decoder *d, const struct variable *v,
			     const struct frame_state *f)
{
	struct location at = variable_locate(v, f);

	return value_in(d, variable_type(v), &at, f);
}
