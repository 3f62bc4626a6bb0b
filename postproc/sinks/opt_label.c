/* Names of types as they stand in a trace; see opt_label.h. */
#include "sinks/opt_label.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "sinks/json.h"
#include "sinks/opt_name.h"

void opt_put_html(struct buf *to, const char *s)
{
	for (; *s; s++) {
		switch (*s) {
		case '&': buf_puts(to, "&amp;"); break;
		case '<': buf_puts(to, "&lt;");  break;
		case '>': buf_puts(to, "&gt;");  break;
		default:  buf_add(to, s, 1);     break;
		}
	}
}

/* The name that the front end puts over a struct: its tag, or its typedef's name. */
static const char *shown_name(const struct type *t)
{
	for (int i = 0; i < 16 && (t->kind == TYPE_TYPEDEF || t->kind == TYPE_QUALIFIED); i++) {
		const struct type *target = type_target(t);
		if (t->kind == TYPE_TYPEDEF && !target->tag)
			return t->tag ? t->tag : t->name;
		t = target;
	}
	return t->tag ? t->tag : t->name;
}

/* To the front end the type "pointer" is one, whatever a program calls so. */
static const char *safe_name(const struct type *t, const char *name)
{
	if (strcmp(name, "pointer") != 0)
		return name;
	name = type_strip(t)->name;
	return strcmp(name, "pointer") != 0 ? name : "struct pointer";
}

static struct opt_label *quoted(const char *name)
{
	struct buf brief = { 0 }, html = { 0 }, json = { 0 };
	struct opt_label *label = mem_alloc(sizeof *label);

	if (strchr(name, '<'))
		opt_short_name(name, &brief);
	else
		buf_puts(&brief, name);
	buf_add(&brief, "", 1);
	opt_put_html(&html, brief.data);
	json_put_string(&json, html.data, html.len);
	*label = (struct opt_label){ json.len, json.data };
	buf_free(&brief);
	buf_free(&html);
	return label;
}

static const struct opt_label *made_once(struct map *m, const struct type *t, const char *name)
{
	struct opt_label *label = quoted(safe_name(t, name));

	map_put(m, (uint64_t)(uintptr_t)t, label);
	return label;
}

struct opt_label opt_label(struct opt_labels *l, const struct type *t)
{
	const struct opt_label *known = map_get(&l->label, (uint64_t)(uintptr_t)t);

	return known ? *known : *made_once(&l->label, t, shown_name(t));
}

struct opt_label opt_spelled(struct opt_labels *l, const struct type *t)
{
	const struct opt_label *known = map_get(&l->spelled, (uint64_t)(uintptr_t)t);

	return known ? *known : *made_once(&l->spelled, t, t->name);
}

static void clear(struct map *m)
{
	uint64_t type;
	void *at;

	for (size_t i = 0; map_next(m, &i, &type, &at); ) {
		struct opt_label *label = at;
		free((char *)label->text);
		free(label);
	}
	map_free(m);
}

void opt_labels_clear(struct opt_labels *l)
{
	clear(&l->label);
	clear(&l->spelled);
}
