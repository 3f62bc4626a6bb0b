/* Times: durations, time points, and the parts of a calendar. */
#include "value/print.h"

/* The unit of a duration, from its std::ratio. */
static const char *unit_of(struct printer *p, const struct type *ratio)
{
	static const struct { int64_t num, den; const char *name; } unit[] = {
		{ 1, 1, "s" }, { 1, 1000, "ms" }, { 1, 1000000, "us" }, { 1, 1000000000, "ns" },
		{ 60, 1, "min" }, { 3600, 1, "h" }, { 86400, 1, "d" },
		{ 604800, 1, "weeks" }, { 2629746, 1, "months" }, { 31556952, 1, "years" },
	};

	ratio = ratio ? type_strip(ratio) : NULL;
	if (!ratio || ratio->n_arguments < 2)
		return "?";
	int64_t num = ratio->argument[0].value, den = ratio->argument[1].value;
	for (size_t i = 0; i < sizeof unit / sizeof unit[0]; i++)
		if (unit[i].num == num && unit[i].den == den)
			return unit[i].name;
	return arena_printf(p->j->d->arena, "[%lld/%lld]s", (long long)num, (long long)den);
}

bool print_duration(struct printer *p)
{
	struct part count;

	return (printer_part(p, "__r", &count) || printer_part(p, "__rep_", &count)) &&
	       become(p, &count) &&
	       summarise(p, "std::chrono::duration in %s", unit_of(p, argument_type(p->type, 1)));
}

bool print_time_point(struct printer *p)
{
	struct part since, count;

	if ((!printer_part(p, "__d", &since) || !part_find(&since, "__r", &count)) &&
	    (!printer_part(p, "__d_", &since) || !part_find(&since, "__rep_", &count)))
		return false;
	become(p, &count);
	return summarise(p, "std::chrono::time_point in %s since the epoch",
			 unit_of(p, argument_type(since.type, 1)));
}


/* A year, month, day or weekday: a number, though some are kept in an unsigned char. */
bool print_calendar_number(struct printer *p)
{
	static const char *const path[] = { "_M_y", "_M_m", "_M_d", "_M_wd",
					    "__y", "__m", "__d", "__wd" };
	struct part part;

	for (size_t i = 0; i < sizeof path / sizeof path[0]; i++) {
		if (!printer_part(p, path[i], &part) || p->type->size > 2)
			continue;
		become(p, &part);
		if (p->out->kind != VALUE_INT && p->out->kind != VALUE_CHAR)
			return p->out->kind == VALUE_ABSENT;
		p->out->kind = VALUE_INT;
		p->out->text = NULL;
		return summarise(p, "std::chrono::%s", p->name);
	}
	return false;
}

bool print_date(struct printer *p)
{
	uint64_t year, month, day;

	if ((!printer_number(p, "_M_y._M_y", &year) || !printer_number(p, "_M_m._M_m", &month) ||
	     !printer_number(p, "_M_d._M_d", &day)) &&
	    (!printer_number(p, "__y.__y", &year) || !printer_number(p, "__m.__m", &month) ||
	     !printer_number(p, "__d.__d", &day)))
		return false;
	decode_struct(p->j, p->out, p->type, p->addr);
	return summarise(p, "std::chrono::%s %d-%02u-%02u", p->name, (int16_t)year,
			 (unsigned)month, (unsigned)day);
}
