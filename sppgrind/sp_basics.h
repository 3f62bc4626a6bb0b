/* Included first by every file of the tool. */

#ifndef SP_BASICS_H
#define SP_BASICS_H

#include "pub_tool_basics.h"
#include "pub_tool_libcassert.h"
#include "pub_tool_libcbase.h"
#include "pub_tool_libcprint.h"
#include "pub_tool_mallocfree.h"
#include "sp_stream_format.h"

/* Exported names of the tool; everything else is static. */
#define SP_(str) VGAPPEND(vgSppgrind_, str)

#define SP_VERSION "0.1.0"

#endif
