/* The pieces of which values are written; see opt_put.h. */
#include "sinks/opt_put.h"

#include <string.h>

#include "sinks/json.h"

void opt_puts(struct opt_encoder *e, const char *text)
{
	buf_puts(e->to, text);
}

void opt_put_label(struct opt_encoder *e, struct opt_label label)
{
	buf_add(e->to, label.text, label.len);
}

void opt_put_quoted(struct opt_encoder *e, const char *text)
{
	json_put_string(e->to, text, strlen(text));
}

void opt_put_address(struct opt_encoder *e, uint64_t addr)
{
	char text[JSON_ADDRESS_MAX + 2] = "\"";
	size_t len = 1 + json_put_address_wide(text + 1, addr, e->dialect->address_digits);

	text[len++] = '"';
	buf_add(e->to, text, len);
}

/* The comma to what was written before it in the same array or object. */
void opt_separate(struct opt_encoder *e)
{
	if (e->to->len && !strchr("[{:,", e->to->data[e->to->len - 1]))
		opt_puts(e, ",");
}

/* Up to the value. */
void opt_open(struct opt_encoder *e, const struct opt_encoding *as, uint64_t addr)
{
	opt_separate(e);
	opt_puts(e, as->open);
	opt_put_address(e, addr);
	opt_puts(e, as->value);
}

/* The same with a type.  Most of a trace is these. */
void opt_open_typed(struct opt_encoder *e, const struct opt_encoding *as, uint64_t addr,
		    struct opt_label type)
{
	buf_reserve(e->to, type.len + 80);           /* at one go */
	opt_separate(e);
	opt_puts(e, as->open);
	opt_put_address(e, addr);
	opt_puts(e, as->type);
	opt_put_label(e, type);
	opt_puts(e, as->value);
}

void opt_open_data(struct opt_encoder *e, uint64_t addr, struct opt_label type)
{
	opt_open_typed(e, &e->dialect->shape->data, addr, type);
}

void opt_close_data(struct opt_encoder *e)
{
	opt_puts(e, e->dialect->shape->data.close);
}

struct opt_label opt_literal_label(const char *json)
{
	return (struct opt_label){ strlen(json), json };
}

/* type is JSON already, text is to be quoted. */
void opt_put_data(struct opt_encoder *e, uint64_t addr, const char *type, const char *text)
{
	opt_open_data(e, addr, opt_literal_label(type));
	opt_put_quoted(e, text);
	opt_close_data(e);
}
