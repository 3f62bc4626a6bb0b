/* Tables for programs: CSV and JSON; see table.h. */
#include <inttypes.h>
#include <string.h>

#include "sinks/json.h"
#include "sinks/table_cells.h"

static bool is_in_data(const struct table *t, size_t column)
{
	return t->column[column].where != TABLE_TEXT_ONLY;
}

/* RFC 4180. */
static void write_quoted(FILE *out, const char *s)
{
	if (!s[strcspn(s, ",\"\r\n")]) {
		fputs(s, out);
		return;
	}
	putc('"', out);
	for (; *s; s++) {
		if (*s == '"')
			putc('"', out);
		putc(*s, out);
	}
	putc('"', out);
}

/* Outermost first, with ";" between, as folded stacks have it. */
static void add_path(struct buf *to, const struct table_path *path)
{
	size_t n = 0;

	for (const struct table_path *p = path; p; p = p->parent)
		n += strlen(p->name) + 1;
	buf_reserve(to, n);
	to->len = n;
	for (const struct table_path *p = path; p; p = p->parent) {
		to->data[--n] = ';';
		n -= strlen(p->name);
		memcpy(to->data + n, p->name, strlen(p->name));
	}
	to->data[to->len - 1] = '\0';
}

static void write_path(FILE *out, const struct table_path *path)
{
	struct buf text = { 0 };

	add_path(&text, path);
	write_quoted(out, text.data);
	buf_free(&text);
}

static void write_cell(FILE *out, const struct cell *c, enum table_kind kind)
{
	switch (kind) {
	case TABLE_NUMBER:
	case TABLE_PAIR:
		fprintf(out, "%" PRIu64, c->n);
		break;
	case TABLE_SOME:
		if (c->by)
			fprintf(out, "%" PRIu64, c->n);
		break;
	case TABLE_SHARE:
	case TABLE_RATIO:
	case TABLE_MEAN:
		if (c->by)
			fprintf(out, "%.6g", cell_quotient(c));
		break;
	case TABLE_NAME:
	case TABLE_PLACE:
		write_quoted(out, c->text ? c->text : "");
		break;
	case TABLE_PATH:
		write_path(out, c->path);
		break;
	}
}

void table_write_csv(const struct table *t, FILE *out, uint64_t limit)
{
	const char *between = "";

	for (size_t i = 0; i < t->n_columns; i++)
		if (is_in_data(t, i)) {
			fprintf(out, "%s%s", between, t->column[i].key);
			between = ",";
		}
	fputs("\r\n", out);
	for (size_t row = 0; row < table_rows_within(t, limit); row++) {
		between = "";
		for (size_t i = 0; i < t->n_columns; i++)
			if (is_in_data(t, i)) {
				fputs(between, out);
				write_cell(out, &t->cell[row * t->n_columns + i], t->column[i].kind);
				between = ",";
			}
		fputs("\r\n", out);
	}
}

static struct json_object *path_json(const struct table_path *path)
{
	struct json_object *names = json_object_new_array();
	size_t n = 0;

	for (const struct table_path *p = path; p; p = p->parent)
		n++;
	for (const struct table_path *p = path; p; p = p->parent)
		json_object_array_put_idx(names, --n, json_text(p->name, strlen(p->name)));
	return names;
}

static struct json_object *cell_json(const struct cell *c, enum table_kind kind)
{
	switch (kind) {
	case TABLE_NUMBER:
	case TABLE_PAIR:
		return json_object_new_int64((int64_t)c->n);
	case TABLE_SOME:
		return c->by ? json_object_new_int64((int64_t)c->n) : NULL;
	case TABLE_SHARE:
	case TABLE_RATIO:
	case TABLE_MEAN:
		return c->by ? json_object_new_double(cell_quotient(c)) : NULL;
	case TABLE_NAME:
	case TABLE_PLACE:
		return c->text ? json_text(c->text, strlen(c->text)) : NULL;
	case TABLE_PATH:
		return path_json(c->path);
	}
	return NULL;
}

struct json_object *table_json(const struct table *t, uint64_t limit)
{
	struct json_object *rows = json_object_new_array();

	for (size_t row = 0; row < table_rows_within(t, limit); row++) {
		struct json_object *o = json_object_new_object();
		for (size_t i = 0; i < t->n_columns; i++)
			if (is_in_data(t, i))
				json_object_object_add(o, t->column[i].key,
						       cell_json(&t->cell[row * t->n_columns + i],
								 t->column[i].kind));
		json_object_array_add(rows, o);
	}
	return rows;
}

void table_free(struct table *t)
{
	free(t->cell);
	free(t);
}
