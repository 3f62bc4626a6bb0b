/* What Memcheck says of the heap: its summary, and the records of a leak
   check, which go through the error manager, and so can be suppressed. */

#ifndef SP_LEAK_REPORT_H
#define SP_LEAK_REPORT_H

#include "sp_basics.h"
#include "sp_leak.h"

/* Values of --leak-check, in this order; yes is full. */
enum sp_leak_check { SP_LEAK_CHECK_NO, SP_LEAK_CHECK_SUMMARY,
                     SP_LEAK_CHECK_YES, SP_LEAK_CHECK_FULL };

/* Blocks of one kind that were made at one place. */
struct sp_loss_record {
   enum sp_loss loss;
   ExeContext*  made;
   SizeT        size, indirect, n_blocks;
   UInt         number, of;       // as it is printed
};

/* The first line of a record. */
void SP_(leak_text)(HChar* s, SizeT room, const struct sp_loss_record* r);

/* A leak check now; at the program's end after the heap's summary. */
void SP_(leak_check)(ThreadId tid, enum sp_leak_check how);
void SP_(leak_check_at_end)(void);

/* Of the last leak check; as VALGRIND_COUNT_LEAKS adds them up. */
struct sp_leak_counts { SizeT leaked, dubious, reachable, suppressed; };
struct sp_leak_counts SP_(leaked_bytes)(void);
struct sp_leak_counts SP_(leaked_blocks)(void);

#endif
