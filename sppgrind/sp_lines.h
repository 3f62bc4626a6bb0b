/* Where source lines begin: the addresses of the is_stmt rows of a
   .debug_line section, DWARF 2 to 5.

   The core's own line lookup answers which line an address is of, but not
   where a row begins: two rows of one line, as a one-line loop has them, are
   one to it, and gdb stops at both.  Only addresses are read here; which
   line and file a row is of is the core's answer, and the post-processor's. */

#ifndef SP_LINES_H
#define SP_LINES_H

#include "sp_basics.h"

struct sp_lines { Addr* row; UInt n_rows; UInt room; };   // ascending, unique

/* Adds the rows of section[size].  What is whole before a fault is kept. */
void SP_(lines_read)(struct sp_lines* lines, const UChar* section, SizeT size);
Bool SP_(lines_has)(const struct sp_lines* lines, Addr link_time_address);
void SP_(lines_free)(struct sp_lines* lines);

#endif
