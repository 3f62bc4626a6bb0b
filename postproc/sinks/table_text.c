/* Tables for people; see table.h. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "sinks/table_cells.h"

enum { SHORTEST_NAME = 20 };

void table_add_number(char to[TABLE_NUMBER_MAX], uint64_t n)
{
	char digits[TABLE_NUMBER_MAX];
	size_t len = (size_t)snprintf(digits, sizeof digits, "%" PRIu64, n), at = strlen(to);

	for (size_t i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0)
			to[at++] = ',';
		to[at++] = digits[i];
	}
	to[at] = '\0';
}

/* Of numbers. */
static const char *cell_text(const struct cell *c, enum table_kind kind, char to[TABLE_NUMBER_MAX])
{
	to[0] = '\0';
	switch (kind) {
	case TABLE_NUMBER:
		table_add_number(to, c->n);
		break;
	case TABLE_SHARE:
		snprintf(to, TABLE_NUMBER_MAX, "%.2f%%", 100 * cell_quotient(c));
		break;
	case TABLE_RATIO:
		if (c->by)
			table_add_number(to, (uint64_t)(cell_quotient(c) + 0.5));
		break;
	case TABLE_MEAN:
		if (c->by)
			snprintf(to, TABLE_NUMBER_MAX, "%.2f", cell_quotient(c));
		break;
	case TABLE_SOME:
		if (c->by)
			table_add_number(to, c->n);
		break;
	case TABLE_PAIR:
		if (c->n)
			table_add_number(to, c->n);
		if (c->n != c->by) {
			strcat(to, "/");
			table_add_number(to, c->by);
		}
		break;
	case TABLE_NAME:
	case TABLE_PLACE:
	case TABLE_PATH:
		break;
	}
	return to;
}

static bool is_in_text(const struct table *t, size_t column)
{
	return t->column[column].where != TABLE_DATA_ONLY;
}

/* 0: nothing is in it, so that it is left out. */
static size_t width_of(const struct table *t, size_t column, size_t rows)
{
	size_t width = 0, title = strlen(t->column[column].title);
	char text[TABLE_NUMBER_MAX];

	for (size_t i = 0; i < rows; i++) {
		const struct cell *c = &t->cell[i * t->n_columns + column];
		size_t len = strlen(cell_text(c, t->column[column].kind, text));
		width = len > width ? len : width;
	}
	return width && title > width ? title : width;
}

static bool is_name(const struct table *t, size_t column)
{
	enum table_kind kind = t->column[column].kind;

	return kind == TABLE_NAME || kind == TABLE_PLACE || kind == TABLE_PATH;
}

static size_t length_of(const struct buf *text)
{
	size_t n = 0;

	for (size_t i = 0; i < text->len; i++)
		n += ((unsigned char)text->data[i] & 0xc0) != 0x80;
	return n;
}

/* Where the text is that so many characters are before. */
static size_t behind(const struct buf *text, size_t characters)
{
	size_t i = 0;

	for (; i < text->len; i++)
		if (((unsigned char)text->data[i] & 0xc0) != 0x80 && characters-- == 0)
			break;
	return i;
}

/* What there is room for, and that there is more. */
static void cut(struct buf *text, size_t room, bool keeps_end)
{
	size_t length = length_of(text);
	struct buf rest = { 0 };

	if (length <= room)
		return;
	if (keeps_end) {
		size_t from = behind(text, length - (room - 3));
		buf_puts(&rest, "...");
		buf_add(&rest, text->data + from, text->len - from);
		buf_free(text);
		*text = rest;
		return;
	}
	text->len = behind(text, room - 3);
	buf_puts(text, "...");
}

static void add_name(struct buf *to, const struct cell *c, enum table_kind kind)
{
	if (kind != TABLE_PATH)
		buf_puts(to, c->text ? c->text : "");
	for (const struct table_path *p = kind == TABLE_PATH ? c->path : NULL; p; p = p->parent) {
		buf_puts(to, p->name);
		buf_puts(to, p->parent ? " <- " : "");
	}
}

/* room: what is left of a terminal's line, 0: no matter.  Control characters would be the
 * terminal's. */
static void print_name(FILE *out, const struct cell *c, enum table_kind kind, size_t room)
{
	struct buf text = { 0 };

	add_name(&text, c, kind);
	if (room)
		cut(&text, room, kind == TABLE_PLACE);
	for (size_t i = 0; i < text.len; i++)
		putc((unsigned char)text.data[i] < ' ' || text.data[i] == 0x7f ? '?' : text.data[i], out);
	buf_free(&text);
}

/* What costs most is seen first. */
const char *table_colour(double share)
{
	if (share < 0.02)
		return "";
	return share < 0.1 ? "\033[33m" : "\033[1;31m";
}

static void print_cell(FILE *out, const struct cell *c, enum table_kind kind, size_t width,
		       bool coloured)
{
	const char *colour = coloured && kind == TABLE_SHARE ? table_colour(cell_quotient(c)) : "";
	char text[TABLE_NUMBER_MAX];

	cell_text(c, kind, text);
	fprintf(out, "%s%*s%s  ", colour, (int)width, text, colour[0] ? "\033[0m" : "");
}

/* Columns of the text, their widths, and the room that the last one, a name, has. */
struct layout { size_t *width; size_t used, room; };

static struct layout lay_out(const struct table *t, size_t rows, const struct sink_options *look)
{
	struct layout l = { .width = mem_grow(NULL, t->n_columns, sizeof *l.width) };

	for (size_t i = 0; i < t->n_columns; i++)
		if (is_in_text(t, i) && !is_name(t, i)) {
			l.width[i] = width_of(t, i, rows);
			l.used += l.width[i] ? l.width[i] + 2 : 0;
		}
	if (look->width)
		l.room = look->width > l.used + SHORTEST_NAME ? look->width - l.used : SHORTEST_NAME;
	return l;
}

static void print_titles(const struct table *t, FILE *out, const struct layout *l, bool coloured)
{
	fputs(coloured ? "\033[1m" : "", out);
	for (size_t i = 0; i < t->n_columns; i++)
		if (is_in_text(t, i) && is_name(t, i))
			fputs(t->column[i].title, out);
		else if (is_in_text(t, i) && l->width[i])
			fprintf(out, "%*s  ", (int)l->width[i], t->column[i].title);
	fputs(coloured ? "\033[0m\n" : "\n", out);
}

static void print_row(const struct table *t, FILE *out, const struct cell *row,
		      const struct layout *l, bool coloured)
{
	for (size_t i = 0; i < t->n_columns; i++)
		if (is_in_text(t, i) && is_name(t, i))
			print_name(out, &row[i], t->column[i].kind, l->room);
		else if (is_in_text(t, i) && l->width[i])
			print_cell(out, &row[i], t->column[i].kind, l->width[i], coloured);
	putc('\n', out);
}

void table_print(const struct table *t, FILE *out, uint64_t limit, const char *what,
		 const struct sink_options *look)
{
	size_t rows = table_rows_within(t, limit), left = table_rows(t) - rows;
	struct layout l = lay_out(t, rows, look);

	if (!rows)
		fputs("(none)\n", out);
	else if (t->column[0].title[0])
		print_titles(t, out, &l, look->coloured);
	for (size_t i = 0; i < rows; i++)
		print_row(t, out, t->cell + i * t->n_columns, &l, look->coloured);
	if (left)
		fprintf(out, "(%zu more %s: --limit=0 shows all)\n", left, what);
	free(l.width);
}
