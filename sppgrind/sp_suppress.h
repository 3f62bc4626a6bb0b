/* Suppressions: which of them match which error, by Memcheck's names for
   kinds, and what --gen-suppressions writes.  They are Memcheck's own
   ("Memcheck:Cond"), so that files written for it, and Valgrind's
   default.supp, serve here too: the core compares names with the tool's,
   which is Memcheck's while files are read (sp_errors.c). */

#ifndef SP_SUPPRESS_H
#define SP_SUPPRESS_H

#include "sp_basics.h"
#include "pub_tool_errormgr.h"

/* The core's callbacks of the same names; see pub_tool_tooliface.h. */
Bool SP_(suppress_recognised)(const HChar* name, Supp* su);
Bool SP_(suppress_read_extra)(Int fd, HChar** line, SizeT* room,
                              Int* line_number, Supp* su);
Bool SP_(suppress_matches)(const Error* err, const Supp* su);
const HChar* SP_(suppress_name)(const Error* err);
SizeT SP_(suppress_put_extra)(const Error* err, HChar* to, Int room);
SizeT SP_(suppress_put_use)(const Supp* su, HChar* to, Int room);
void SP_(suppress_used)(const Error* err, const Supp* su);

#endif
