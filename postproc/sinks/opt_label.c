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
static const char *label(const struct type *t)
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

static char *quoted(const char *name)
{
	struct buf brief = { 0 }, html = { 0 }, json = { 0 };
	char *text;

	if (strchr(name, '<'))
		opt_short_name(name, &brief);
	else
		buf_puts(&brief, name);
	buf_add(&brief, "", 1);
	opt_put_html(&html, brief.data);
	json_put_string(&json, html.data, html.len);
	buf_add(&json, "", 1);
	text = mem_strdup(json.data);
	buf_free(&brief);
	buf_free(&html);
	buf_free(&json);
	return text;
}

static const char *made_once(struct map *m, const struct type *t, const char *name)
{
	char *text = quoted(safe_name(t, name));

	map_put(m, (uint64_t)(uintptr_t)t, text);
	return text;
}

const char *opt_label(struct opt_labels *l, const struct type *t)
{
	const char *known = map_get(&l->label, (uint64_t)(uintptr_t)t);

	return known ? known : made_once(&l->label, t, label(t));
}

const char *opt_spelled(struct opt_labels *l, const struct type *t)
{
	const char *known = map_get(&l->spelled, (uint64_t)(uintptr_t)t);

	return known ? known : made_once(&l->spelled, t, t->name);
}

static void clear(struct map *m)
{
	uint64_t type;
	void *text;

	for (size_t i = 0; map_next(m, &i, &type, &text); )
		free(text);
	map_free(m);
}

void opt_labels_clear(struct opt_labels *l)
{
	clear(&l->label);
	clear(&l->spelled);
}
