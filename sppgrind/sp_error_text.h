/* The words of an error: Memcheck's. */

#ifndef SP_ERROR_TEXT_H
#define SP_ERROR_TEXT_H

#include "sp_basics.h"
#include "pub_tool_errormgr.h"

/* The first line. */
#define SP_ERROR_TEXT_MAX 512
void SP_(error_text)(HChar* s, const Error* err);

/* What --xml=yes calls its kind. */
const HChar* SP_(error_xml_name)(const Error* err);

#endif
