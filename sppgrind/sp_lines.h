/* Where source lines begin: the addresses of the is_stmt rows of a
   .debug_line section, DWARF 2 to 5.

   The core's own line lookup answers which line an address is of, but not
   where a row begins: two rows of one line, as a one-line loop has them, are
   one to it, and gdb stops at both.  Only addresses are read here; which
   line and file a row is of is the core's answer, and the post-processor's. */

#ifndef SP_LINES_H
#define SP_LINES_H

#include "sp_basics.h"

/* The core knows the last row of an address, or takes it for a part of the
   row before.  Where it knows another file than that of the last statement
   there, as at the start of a line with inlined calls, `same` is a place of
   which it knows a row of that file. */
struct sp_line_file { Addr row; Addr same; };

struct sp_lines {
   Addr* row; UInt n_rows; UInt room;                      // ascending, unique
   struct sp_line_file* file; UInt n_files; UInt files_room;     // ascending
};

/* Adds the rows of section[size].  What is whole before a fault is kept. */
void SP_(lines_read)(struct sp_lines* lines, const UChar* section, SizeT size);
Bool SP_(lines_has)(const struct sp_lines* lines, Addr link_time_address);
/* An address, for which the core knows the file of the statement at a: a
   itself unless there is a struct sp_line_file. */
Addr SP_(lines_same_file)(const struct sp_lines* lines, Addr a);
void SP_(lines_free)(struct sp_lines* lines);

#endif
