/* The dialects of one trace; see opt_dialect.h. */
#include "sinks/opt_dialect.h"

#include <string.h>

static const struct { const char *snake, *camel; } spelling[] = {
	[OPT_FUNC_NAME]        = { "func_name", "funcName" },
	[OPT_STACK]            = { "stack_to_render", "stackToRender" },
	[OPT_ORDERED_GLOBALS]  = { "ordered_globals", "orderedGlobals" },
	[OPT_EXCEPTION_MSG]    = { "exception_msg", "exceptionMsg" },
	[OPT_FRAME_ID]         = { "frame_id", "frameId" },
	[OPT_UNIQUE_HASH]      = { "unique_hash", "uniqueHash" },
	[OPT_ORDERED_VARNAMES] = { "ordered_varnames", "orderedVarNames" },
	[OPT_ENCODED_LOCALS]   = { "encoded_locals", "encodedLocals" },
	[OPT_IS_HIGHLIGHTED]   = { "is_highlighted", "isHighlighted" },
	[OPT_IS_PARENT]        = { "is_parent", "isParent" },
	[OPT_IS_ZOMBIE]        = { "is_zombie", "isZombie" },
	[OPT_PARENT_FRAME_IDS] = { "parent_frame_id_list", "parentFrameIdList" },
};

const struct opt_dialect opt_dialect_opt = {
	.shape = &opt_shape_tuples,
	.snake = true, .html = true, .grids = true, .strict = true, .shows_errors = true,
	.step = "step_line", .uncaught = "uncaught_exception", .limit = OPT_LIMIT_ENTRY,
};

const struct opt_dialect opt_dialect_seepp = {
	.shape = &opt_shape_tuples,
	.camel = true, .refs = true, .all_blocks = true, .marks_lost = true, .line_shift = 1,
	.step = "stepLine", .uncaught = "uncaughtException", .limit = OPT_LIMIT_LAST,
};

/* What both can draw: keys that they share can have one value only. */
const struct opt_dialect opt_dialect_both = {
	.shape = &opt_shape_tuples,
	.snake = true, .camel = true, .html = true, .strict = true,
	.step = "step_line", .uncaught = "uncaught_exception", .limit = OPT_LIMIT_COPY,
};

/* What two parsers make traces of that one front end is strict about. */
#define VGTRACE .shape = &opt_shape_records, .address_digits = 12, .snake = true, .strict = true, \
	.step = "step_line"

const struct opt_dialect opt_dialect_vgtrace = { VGTRACE };
const struct opt_dialect opt_dialect_vgtrace_html = { VGTRACE, .html = true };

const struct opt_dialect *opt_dialect_by_name(const char *name)
{
	return !strcmp(name, "opt") ? &opt_dialect_opt
	       : !strcmp(name, "seepp") ? &opt_dialect_seepp
	       : !strcmp(name, "both") ? &opt_dialect_both : NULL;
}

const char *opt_event(const struct opt_dialect *d, enum trace_event event)
{
	switch (event) {
	case EVENT_STEP:
	case EVENT_UNWIND:    return d->step;
	case EVENT_CALL:      return "call";
	case EVENT_RETURN:    return "return";
	case EVENT_EXCEPTION: return "exception";
	}
	return d->step;
}

void opt_put(struct json_object *o, const char *key, struct json_object *value)
{
	json_object_object_add_ex(o, key, value, JSON_C_OBJECT_ADD_CONSTANT_KEY);
}

void opt_add(const struct opt_dialect *d, struct json_object *o, enum opt_key key,
	     struct json_object *value)
{
	if (d->snake)
		opt_put(o, spelling[key].snake, value);
	if (d->camel)
		opt_put(o, spelling[key].camel, d->snake ? json_object_get(value) : value);
}
