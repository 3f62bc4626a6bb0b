/* The profile's records, and when they are put; see sp_profile.h. */

#include "sp_profile_data.h"

#include "pub_tool_libcproc.h"
#include "pub_tool_vki.h"
#include "sp_options.h"
#include "sp_process.h"
#include "sp_stream_memory.h"

static UInt n_contexts, n_codes;
static struct { ULong clock, time; } last_moment;
static struct { ULong instructions, nanoseconds; } next_dump;

static ULong nanoseconds ( void )
{
   struct vki_timespec t;
   VG_(clock_gettime)(&t, VKI_CLOCK_MONOTONIC);
   return t.tv_sec * 1000000000ULL + t.tv_nsec;
}

/*--------------------------------------------------------------------*/
/*--- Contexts, calls, costs                                       ---*/
/*--------------------------------------------------------------------*/

static ULong what_leads_to ( const struct sp_context* c )
{
   if (c->parent == NULL)
      return c->tid;
   return c->arc != NULL ? SP_(arc_id)(c->arc) : 0;
}

static void put_context ( struct sp_context* c )
{
   ULong field[] = { ++n_contexts, c->parent != NULL ? c->parent->id : 0,
                     what_leads_to(c) };
   c->id = n_contexts;
   SP_(put_numbers)(SP_REC_CONTEXT, 3, field);
}

/* In the stream, where it is then, behind its parents. */
static UInt context_id ( struct sp_context* c )
{
   while (c->id == 0) {
      struct sp_context* first = c;
      while (first->parent != NULL && first->parent->id == 0)
         first = first->parent;
      put_context(first);
   }
   return c->id;
}

static void put_edge ( const Edge* e )
{
   ULong field[] = { context_id(e->pair.a), SP_(arc_id)(e->pair.b),
                     context_id(e->to), e->calls };
   SP_(put_numbers)(SP_REC_CALLS, 4, field);
}

static void put_code ( struct sp_superblock* c )
{
   if (!SP_(record_begin)(SP_REC_CODE, 3 * SP_VARINT_MAX + c->len))
      return;
   c->id = ++n_codes;
   SP_(record_number)(c->id);
   SP_(record_number)(c->object);
   SP_(record_number)(c->addr);
   SP_(record_bytes)(c->text, c->len);
   SP_(record_end)();
}

static void put_cell ( const Cell* cell )
{
   UInt context = context_id(cell->pair.a);
   struct sp_superblock* code = cell->pair.b;
   if (code->id == 0)
      put_code(code);
   if (!SP_(record_begin)(SP_REC_COST, (2 + code->n_pieces) * SP_VARINT_MAX))
      return;
   SP_(record_number)(context);
   SP_(record_number)(code->id);
   for (UInt i = 0; i < code->n_pieces; i++)
      SP_(record_number)(cell->count[i]);
   SP_(record_end)();
}

/*--------------------------------------------------------------------*/
/*--- What has changed                                             ---*/
/*--------------------------------------------------------------------*/

/* Takes the first off the list, and empties the cache that it may be in. */
static Edge* next_changed_edge ( void )
{
   Edge* e = SP_(changed_edges);
   if (e == SP_CHANGED_END)
      return NULL;
   SP_(changed_edges) = e->next_changed;
   if (SP_(changed_edges) == SP_CHANGED_END)
      SP_(changed_edges_end) = &SP_(changed_edges);
   e->next_changed = NULL;
   ((Arc*)e->pair.b)->edge = NULL;
   return e;
}

static Cell* next_changed_cell ( void )
{
   Cell* cell = SP_(changed_cells);
   if (cell == SP_CHANGED_END)
      return NULL;
   struct sp_counted* counted = &((struct sp_superblock*)cell->pair.b)->counted;
   SP_(changed_cells) = cell->next_changed;
   if (SP_(changed_cells) == SP_CHANGED_END)
      SP_(changed_cells_end) = &SP_(changed_cells);
   cell->next_changed = NULL;
   counted->now.context = NULL;
   for (UInt i = 0; i < SP_COUNTS_KEPT; i++)
      counted->before[i].context = NULL;
   return cell;
}

void SP_(profile_put)(void)
{
   const Edge* e;
   const Cell* cell;
   if (!SP_(opt).profile)
      return;
   while ((e = next_changed_edge()) != NULL)
      put_edge(e);
   while ((cell = next_changed_cell()) != NULL)
      put_cell(cell);
   SP_(profile_put_moment)();
   SP_(put_numbers)(SP_REC_TOTALS, 0, NULL);
}

static void restart_counts ( void )
{
   for (UInt i = 0; i < sp_pair_slots(&SP_(edges)); i++) {
      Edge* e = (Edge*)SP_(edges).slot[i];
      if (e != NULL)
         e->calls = 0;
   }
   for (UInt i = 0; i < sp_pair_slots(&SP_(cells)); i++) {
      Cell* cell = (Cell*)SP_(cells).slot[i];
      if (cell == NULL)
         continue;
      struct sp_superblock* code = cell->pair.b;
      code->id = 0;
      VG_(memset)(cell->count, 0, code->n_pieces * sizeof cell->count[0]);
   }
}

void SP_(profile_restart)(void)
{
   while (next_changed_edge() != NULL) { }
   while (next_changed_cell() != NULL) { }
   restart_counts();
   SP_(arcs_restart)();
   for (struct sp_context* c = SP_(contexts); c != NULL; c = c->next)
      c->id = 0;
   n_contexts = n_codes = 0;
   SP_(clock) = 0;
   SP_(profile_start)();
}

/*--------------------------------------------------------------------*/
/*--- Moments                                                      ---*/
/*--------------------------------------------------------------------*/

/* From now on. */
static void plan_dump ( void )
{
   next_dump.instructions = SP_(clock) + SP_(opt).dump_every.instructions;
   if (SP_(opt).dump_every.nanoseconds > 0)
      next_dump.nanoseconds = nanoseconds()
                              + SP_(opt).dump_every.nanoseconds;
}

void SP_(profile_start)(void)
{
   last_moment.clock = 0;
   if (SP_(opt).profile && SP_(opt).wall_clock)
      last_moment.time = nanoseconds();
   plan_dump();
}

void SP_(profile_put_moment)(void)
{
   if (!SP_(opt).profile || SP_(context) == NULL)
      return;
   ULong time = SP_(opt).wall_clock ? nanoseconds() : 0;
   ULong field[] = { context_id(SP_(context)), SP_(clock) - last_moment.clock,
                     time - last_moment.time };
   SP_(put_numbers)(SP_REC_MOMENT, SP_(opt).wall_clock ? 3 : 2, field);
   last_moment.clock = SP_(clock);
   last_moment.time = time;
}

static Bool is_dump_due ( void )
{
   if (SP_(opt).dump_every.instructions > 0)
      return SP_(clock) >= next_dump.instructions;
   return SP_(opt).dump_every.nanoseconds > 0
          && nanoseconds() >= next_dump.nanoseconds;
}

void SP_(profile_may_dump)(void)
{
   if (!SP_(opt).profile || !is_dump_due())
      return;
   if (SP_(process_has_stream)()) {
      SP_(profile_put)();
      SP_(stream_flush)();
   }
   plan_dump();
}
