/* What sp_profile.c, sp_pieces.c and sp_totals.c have in common: contexts,
   what was counted in them, and what of it the stream does not have yet.

   A call or a piece's count that may have changed since the stream was told is
   in a list, where it gets when a look-up finds it.  The running program looks
   nothing up as long as its caches hit: an arc's edge, a superblock's counts.
   So these are emptied when the list is. */

#ifndef SP_PROFILE_DATA_H
#define SP_PROFILE_DATA_H

#include "sp_pairs.h"
#include "sp_profile.h"

/* What a call leads to. */
typedef struct edge {
   struct sp_pair pair;           // context, arc
   struct edge* next_changed;     // in the list; NULL: not in it
   struct sp_context* to;
   ULong calls;
} Edge;

/* What a superblock has counted in a context. */
typedef struct cell {
   struct sp_pair pair;           // context, superblock
   struct cell* next_changed;     // in the list; NULL: not in it
   ULong count[];
} Cell;

struct sp_context {
   struct sp_context* next;       // in the order they were made
   struct sp_context* parent;     // NULL: a thread starts here
   Arc*  arc;                     // that leads here from the parent; NULL:
                                  // paths for which there is no context left
   UInt  id;                      // in the stream; 0: not there yet
   UInt  depth;
   UInt  newest;                  // depth at which a function came that was
                                  // not on the path already
   ThreadId tid;
};

struct sp_superblock {
   struct sp_counted counted;
   struct sp_superblock* next;    // of the same address
   UInt   id;                     // in the stream; 0: not there yet
   UInt   n_pieces;
   UInt   object;                 // 0: in none
   Addr   addr;                   // link-time, if in an object
   UChar* text;
   UInt   len;
};

/* In the order they were made. */
extern struct sp_context* SP_(contexts);

/* Those that have changed, in that order; the last one's next_changed is
   SP_CHANGED_END, whose place `end' is. */
#define SP_CHANGED_END ((void*)1)
extern Edge *SP_(changed_edges), **SP_(changed_edges_end);
extern Cell *SP_(changed_cells), **SP_(changed_cells_end);

/* All, to be gone through by slot. */
extern struct sp_pairs SP_(edges), SP_(cells);

#endif
