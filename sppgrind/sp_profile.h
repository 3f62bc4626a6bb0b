/* The profile: how often each piece of code ran in each calling context.

   Superblocks are cut into pieces, each of which runs as a whole or not at
   all: a new one begins behind every side exit.  How many instructions, reads
   and writes a piece has is known when it is translated, so one count is all
   that is kept of it while the program runs, and everything else follows:
   see docs/stream-format.md.  Beside it one clock of all instructions runs,
   for the moments at which something happens.

   A calling context is a path of calls.  Where a function calls itself,
   directly or not, the path goes back to the same function's context if
   nothing new has been called in between: so a context tells which functions
   were on the stack, however deep the recursion was, and there are few. */

#ifndef SP_PROFILE_H
#define SP_PROFILE_H

#include "sp_basics.h"
#include "sp_stack.h"

struct sp_context;
struct sp_superblock;

#define SP_COUNTS_KEPT 3

/* A superblock's counts in a context, by piece. */
struct sp_counts { struct sp_context* context; ULong* count; };

/* A translated superblock, and what it counts; the contexts that it ran in
   before are soon those that it runs in again. */
struct sp_counted {
   struct sp_counts now, before[SP_COUNTS_KEPT];
   struct sp_superblock* code;
};

/* The running thread's, which instrumented code compares with the one its
   superblock counts for. */
extern struct sp_context* SP_(context);
/* Instructions run so far: the whole of a piece as soon as it has begun. */
extern ULong SP_(clock);
/* Where a call has just gone to; 0: no call was the last thing. */
extern Addr SP_(entered);

/* The superblock at an address, whose pieces `text' describes as CODE does;
   n pieces.  The same one if it is translated again.  Takes text. */
struct sp_counted* SP_(profile_counted)(Addr ip, UChar* text, UInt len,
                                        UInt n);

/* Planted where a superblock is entered that counts for another context. */
VG_REGPARM(1) void SP_(profile_switch)(struct sp_counted* counted);
/* Planted where a function begins that was not called. */
VG_REGPARM(1) void SP_(profile_jump)(Arc* arc);

/* Contexts for the shadow stack: where a thread starts, where a call goes. */
struct sp_context* SP_(profile_root)(ThreadId tid);
void SP_(profile_call)(Arc* arc);

/* Puts what has changed since the last time, and when that is. */
void SP_(profile_put)(void);
/* The same, and hands it on, if --dump-every says so; between superblocks. */
void SP_(profile_may_dump)(void);
/* In a forked child: it has done nothing so far, and its stream has nothing. */
void SP_(profile_restart)(void);
/* Puts where and when what the next record tells of happens.  profile_start:
   where the wall clock, if it is recorded, starts. */
void SP_(profile_start)(void);
void SP_(profile_put_moment)(void);

#endif
