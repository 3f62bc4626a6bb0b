/* Where heap blocks come from; see origin.h. */
#include "trace/origin.h"

/* Where the innermost frame with steps has called from; NULL: there was none. */
static const struct place *place_of(struct program *p, const struct run_moment *m)
{
	const struct place *place = NULL;
	uint64_t bias;

	if (m->site && m->call_ip)
		place = program_place_at(p, m->call_ip, m->site, &bias);
	return place || !m->site ? place : program_place(p, m->site);
}

struct trace_origin origin_of(struct program *p, const struct run_moment *m)
{
	const struct place *place = place_of(p, m);
	struct trace_origin origin = { .step = m->clock };

	if (!place)
		return origin;
	origin.function = place_level_name(place, place->n_levels);
	place_level_line(place, place->n_levels, &origin.file, &origin.line);
	return origin;
}

enum maker origin_maker(struct program *p, const struct run_moment *m)
{
	const struct place *place;
	uint64_t bias;

	if (!m->site)
		return MAKER_LIBRARY;
	if (!m->call_ip)                             /* a tail call */
		return MAKER_PROGRAM;
	if (!program_is_traced(p, m->caller_ip))
		return MAKER_LIBRARY;
	place = program_place_at(p, m->caller_ip, m->site, &bias);
	if (!place || !place->line)
		return MAKER_LIBRARY;
	if (m->caller_ip == m->call_ip && !place->hidden)
		return MAKER_PROGRAM;
	return MAKER_HEADER;
}

const char *origin_kind(uint64_t kind)
{
	static const char *const name[] = {
#define KIND(value, name, text) [value] = text,
		SP_ALLOC_KINDS(KIND)
#undef KIND
	};

	return kind < sizeof name / sizeof *name ? name[kind] : "unknown";
}
