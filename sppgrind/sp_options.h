/* The tool's command line. */

#ifndef SP_OPTIONS_H
#define SP_OPTIONS_H

#include "sp_basics.h"
#include "pub_tool_xarray.h"

/* Which errors are reported; the order is that of the option's values. */
enum sp_errors { SP_ERRORS_TRACED, SP_ERRORS_ALL, SP_ERRORS_NO };

/* One of them, or neither, is 0. */
struct sp_period { ULong instructions, nanoseconds; };

struct sp_options {
   const HChar* out_file;        // a format: %p, %q{VAR}, %n
   Int          out_fd;          // -1: out_file is used
   Bool         trace;           // steps and memory, not only heap and output
   Bool         profile;         // counts of what has run
   ULong        max_contexts;    // paths told apart in it; 0: no limit
   struct sp_period dump_every;  // both 0: only at the end
   Bool         wall_clock;      // when, not only after how many instructions
   Bool         heap_accesses;   // reads and writes of each block
   XArray*      trace_file;      // of const HChar*: globs; empty: the default
   Bool         trace_instructions;  // not only where rows begin
   ULong        max_steps;       // 0: no limit
   Bool         exit_at_max;     // end the program there
   ULong        max_heap;        // bytes alive at once; 0: no limit
   Bool         unbuffered_stdio;
   Bool         undef;           // definedness; no if nothing is traced
   UInt         errors;          // enum sp_errors
   Bool         partial_loads_ok;   // of words that are partly addressable
   ULong        freelist_vol;    // bytes of freed blocks that are kept back
   ULong        freelist_big;    // from this size on: the first to go
   UInt         leak_check;      // enum sp_leak_check
   UInt         leak_resolution; // 0 low, 1 med, 2 high
   UInt         show_leak_kinds, error_leak_kinds;   // sets of enum sp_loss
   UInt         leak_heuristics; // set of enum sp_heuristic
   Int          malloc_fill, free_fill;   // a byte; -1: none
   Bool         show_mismatched_frees, show_realloc_zero;
};
extern struct sp_options SP_(opt);

/* Exit code of a program that --at-max-steps=exit or --max-heap ended. */
#define SP_EXIT_AT_LIMIT 124

void SP_(options_init)(void);
Bool SP_(options_process)(const HChar* arg);   // False: not one of ours
void SP_(options_usage)(void);
void SP_(options_debug_usage)(void);

#endif
