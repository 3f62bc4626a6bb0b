/* The pieces of JSON around values; see opt_shape.h. */
#include "sinks/opt_shape.h"

const struct opt_shape opt_shape_tuples = {
	.data      = { "[\"C_DATA\",", ",", ",", "]" },
	.pointer   = { "[\"C_DATA\",", ",", ",", "]" },
	.structure = { "[\"C_STRUCT\",", ",", "", "]" },
	.field     = { .open = "[", .value = ",", .close = "]" },
	.array     = { .open = "[\"C_ARRAY\",", .value = "", .close = "]" },
	.block     = { .open = "[\"C_ARRAY\",", .value = "", .close = "]" },
};

const struct opt_shape opt_shape_records = {
	.data      = { "{\"kind\":\"base\",\"addr\":", ",\"type\":", ",\"val\":", "}" },
	.pointer   = { "{\"kind\":\"pointer\",\"addr\":", ",\"type\":", ",\"val\":", "}" },
	.structure = { "{\"kind\":\"struct\",\"addr\":", ",\"type\":", ",\"val\":{", "}}" },
	.field     = { .open = "", .value = ":", .close = "" },
	.array     = { .open = "{\"kind\":\"array\",\"addr\":", .value = ",\"val\":[", .close = "]}" },
	.block     = { .open = "{\"kind\":\"heap_block\",\"addr\":", .value = ",\"val\":[",
		       .close = "]}" },
	.carried   = { .open = ",\"deref_val\":{\"kind\":\"array\",\"addr\":\"0x0\",\"val\":[",
		       .close = "]}" },
};
