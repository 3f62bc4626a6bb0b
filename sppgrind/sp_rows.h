/* Steps that come one after the other in a superblock, without anything that
   is recorded between them: rows of one line, as expressions have several.
   One call puts them all, when the first begins.

   Should the program not get that far, those it has not reached are taken
   back: a fault or an error in the middle of the line finds them as if each
   had been put when it began. */

#ifndef SP_ROWS_H
#define SP_ROWS_H

#include "sp_basics.h"
#include "libvex_ir.h"
#include "pub_tool_tooliface.h"

#define SP_ROWS_MAX 8             // their tags are a word

struct sp_rows {
   UInt  n;
   UInt  site[SP_ROWS_MAX];       // ids
   UInt  len;                     // of the tags: what is put
   ULong tags;                    // of which the first is not known
   Addr  ip[SP_ROWS_MAX];         // ascending
};

/* Those that begin with a site, which the i-th statement is at: it is an
   IMark of code with its variables in memory.  NULL: it is alone. */
const struct sp_rows* SP_(rows_from)(const IRSB* in, Int i, UInt site,
                                     const VexGuestLayout* layout);

/* Puts them; may_step is asked when a limit is reached, and its False ends
   it. */
void SP_(rows_put)(const struct sp_rows* r, ULong ask_at,
                   Bool (*may_step)(void));

/* The program is at this instruction, where something is to be put, or else
   where it was interrupted. */
void SP_(rows_take_back)(Addr ip);
/* It goes on from there. */
void SP_(rows_put_again)(void);

#endif
