/* How the trace ended, for the program that runs spp-post; see summary.h. */
#include "front/summary.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/message.h"

enum { ENDING_MAX = 1000 };

const char *ending_read(const char *path, struct buf *to)
{
	char text[ENDING_MAX];
	FILE *in = path ? fopen(path, "r") : NULL;
	size_t len = in ? fread(text, 1, sizeof text, in) : 0;

	if (in)
		fclose(in);
	while (len > 0 && text[len - 1] == '\n')
		len--;
	if (len == 0)
		return NULL;
	buf_add(to, text, len);
	buf_add(to, "", 1);
	return to->data;
}

static const char *limit_name(enum trace_limit limit)
{
	switch (limit) {
	case LIMIT_NONE:     return "none";
	case LIMIT_SHOWN:    return "shown";
	case LIMIT_SIZE:     return "size";
	case LIMIT_RECORDED: return "recorded";
	}
	return "none";
}

/* The words of SP_END_*, and of what is no END record. */
static const char *reason_name(const struct trace_end *end)
{
	static const char *const name[] = {
		[SP_END_EXIT] = "exit", [SP_END_SIGNAL] = "signal", [SP_END_LIMIT] = "step limit",
		[SP_END_EXEC] = "exec", [SP_END_HEAP] = "heap limit",
	};

	if (end->ended_by)
		return "from outside";
	if (end->stopped_at_error)
		return "error";
	if (!end->ended)
		return end->exec_path ? "exec" : end->wants_input ? "input" : "unknown";
	return (size_t)end->reason < sizeof name / sizeof name[0] ? name[end->reason] : "unknown";
}

bool summary_write(const char *path, const struct trace_end *end)
{
	FILE *out = fopen(path, "w");
	bool good = out && fprintf(out, "{\"steps\":%" PRIu64 ",\"bytes\":%" PRIu64 ",\"limit\":\"%s\","
				   "\"ended\":\"%s\",\"code\":%" PRIu64 ",\"errors\":%" PRIu64
				   ",\"whole\":%s}\n",
				   end->shown, end->stream_bytes, limit_name(end->limit),
				   reason_name(end), end->code, end->errors,
				   end->error ? "false" : "true") > 0;

	if (out && fclose(out) != 0)
		good = false;
	if (!good)
		message_warn("%s: %s", path, strerror(errno));
	return good;
}
