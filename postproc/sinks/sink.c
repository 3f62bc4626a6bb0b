/* The table of sinks; see sink.h. */
#include "sinks/sink.h"

#include <string.h>

#define SINKS(S) S(dump) S(info) S(steps) S(opt) S(seepp) S(both) S(vgtrace) S(leaks) \
	S(callgrind) \
	S(folded) \
	S(massif) \
	S(dhat) S(heap) \
	S(pprof) \
	S(speedscope) \
	S(chrome) \
	S(stats) \
	S(annotate)

#define S(name) extern const struct sink_type sink_##name;
SINKS(S)
#undef S
#define S(name) &sink_##name,
static const struct sink_type *const sinks[] = { SINKS(S) NULL };
#undef S

const struct sink_type *sink_by_name(const char *name)
{
	for (int i = 0; sinks[i]; i++)
		if (!strcmp(sinks[i]->name, name))
			return sinks[i];
	return NULL;
}

void sink_list(FILE *out)
{
	for (int i = 0; sinks[i]; i++)
		fprintf(out, "  %-10s %s\n", sinks[i]->name, sinks[i]->summary);
}
