/* Calling contexts and what was counted in them; see sp_profile.h. */

#include "sp_profile.h"

#include "pub_tool_hashtable.h"
#include "pub_tool_libcproc.h"
#include "pub_tool_threadstate.h"
#include "pub_tool_vki.h"
#include "sp_objects.h"
#include "sp_options.h"
#include "sp_pairs.h"
#include "sp_stream_memory.h"

/* What a call leads to. */
typedef struct edge {
   struct sp_pair pair;           // context, arc
   struct edge* next;             // of the same context
   struct sp_context* to;
   ULong calls;
} Edge;

/* What a superblock has counted in a context. */
typedef struct cell {
   struct sp_pair pair;           // context, superblock
   struct cell* next;             // of the same context
   ULong count[];
} Cell;

struct sp_context {
   struct sp_context* next;       // in the order they were made
   struct sp_context* parent;     // NULL: a thread starts here
   Arc*  arc;                     // that leads here from the parent
   UInt  id, depth;
   UInt  newest;                  // depth at which a function came that was
                                  // not on the path already
   ThreadId tid;                  // without a parent
   Edge *edges, **edges_end;
   Cell *cells, **cells_end;
};

struct sp_superblock {
   struct sp_counted counted;
   struct sp_superblock* next;          // of the same address
   UInt   id;                     // in the stream; 0: not there yet
   UInt   n_pieces;
   UInt   object;                 // 0: in none
   Addr   addr;                   // link-time, if in an object
   UChar* text;
   UInt   len;
};

typedef struct { void* next; UWord ip; struct sp_superblock* first; } CodeAt;

struct sp_context* SP_(context);
ULong SP_(clock);
Addr SP_(entered);

static struct sp_context *contexts, **contexts_end = &contexts;
static struct sp_context** to_put = &contexts;   // the first that is not
static UInt n_contexts, n_codes;
static struct sp_context** roots;  // by ThreadId, VG_N_THREADS
static struct { ULong clock, time; } last_moment;
static struct sp_pairs edges, cells;
static VgHashTable* codes;        // by address

/*--------------------------------------------------------------------*/
/*--- Contexts                                                     ---*/
/*--------------------------------------------------------------------*/

static struct sp_context* make_context ( struct sp_context* parent, Arc* arc,
                                         ThreadId tid )
{
   struct sp_context* c = VG_(calloc)("sp.profile.context", 1, sizeof *c);
   c->id = ++n_contexts;
   c->parent = parent;
   c->arc = arc;
   c->tid = tid;
   c->edges_end = &c->edges;
   c->cells_end = &c->cells;
   *contexts_end = c;
   contexts_end = &c->next;
   return c;
}

struct sp_context* SP_(profile_root)(ThreadId tid)
{
   if (roots == NULL)
      roots = VG_(calloc)("sp.profile.roots", VG_N_THREADS, sizeof *roots);
   if (roots[tid] == NULL)
      roots[tid] = make_context(NULL, NULL, tid);
   return roots[tid];
}

static Bool is_of ( struct sp_context* c, Addr function )
{
   return c->arc != NULL && c->arc->to == function;
}

/* The context of the same function in which nothing has come to the path
   since; NULL: there is none. */
static struct sp_context* same_before ( struct sp_context* from, Addr function )
{
   for (struct sp_context* c = from; c != NULL && c->depth >= from->newest;
        c = c->parent)
      if (is_of(c, function))
         return c;
   return NULL;
}

static Bool is_on_path ( struct sp_context* c, Addr function )
{
   for (; c != NULL; c = c->parent)
      if (is_of(c, function))
         return True;
   return False;
}

static struct sp_context* context_called ( struct sp_context* from, Arc* arc )
{
   struct sp_context* to = same_before(from, arc->to);
   if (to != NULL)
      return to;
   to = make_context(from, arc, from->tid);
   to->depth = from->depth + 1;
   to->newest = is_on_path(from, arc->to) ? from->newest : to->depth;
   return to;
}

static Edge* edge_of ( Arc* arc )
{
   struct sp_context* from = SP_(context);
   Edge* e = SP_(pair_find)(&edges, from, arc);
   if (e != NULL)
      return e;
   e = VG_(calloc)("sp.profile.edge", 1, sizeof *e);
   e->pair = (struct sp_pair){ from, arc };
   e->to = context_called(from, arc);
   *from->edges_end = e;
   from->edges_end = &e->next;
   SP_(pair_add)(&edges, &e->pair);
   return e;
}

void SP_(profile_call)(Arc* arc)
{
   Edge* e = arc->edge;
   if (UNLIKELY(e == NULL || e->pair.a != SP_(context)))
      e = arc->edge = edge_of(arc);
   e->calls++;
   SP_(context) = e->to;
   SP_(entered) = arc->to;
}

VG_REGPARM(1) void SP_(profile_jump)(Arc* arc)
{
   SP_(profile_call)(arc);
}

/*--------------------------------------------------------------------*/
/*--- Code                                                         ---*/
/*--------------------------------------------------------------------*/

static struct sp_superblock* make_code ( CodeAt* at, UChar* text, UInt len,
                                         UInt n )
{
   struct sp_whereabouts at_object = SP_(whereabouts)(at->ip);
   struct sp_superblock* c = VG_(calloc)("sp.profile.code", 1, sizeof *c);
   c->counted.code = c;
   c->n_pieces = n;
   c->text = text;
   c->len = len;
   c->object = at_object.object;
   c->addr = at->ip - at_object.bias;
   c->next = at->first;
   at->first = c;
   return c;
}

static CodeAt* code_at ( Addr ip )
{
   if (codes == NULL)
      codes = VG_(HT_construct)("sp.profile.codes");
   CodeAt* at = VG_(HT_lookup)(codes, ip);
   if (at == NULL) {
      at = VG_(calloc)("sp.profile.code_at", 1, sizeof *at);
      at->ip = ip;
      VG_(HT_add_node)(codes, at);
   }
   return at;
}

/* Another object may be where one was. */
struct sp_counted* SP_(profile_counted)(Addr ip, UChar* text, UInt len, UInt n)
{
   UInt object = SP_(whereabouts)(ip).object;
   CodeAt* at = code_at(ip);
   for (struct sp_superblock* c = at->first; c != NULL; c = c->next)
      if (c->object == object && c->len == len
          && VG_(memcmp)(c->text, text, len) == 0) {
         VG_(free)(text);
         return &c->counted;
      }
   return &make_code(at, text, len, n)->counted;
}

static Cell* make_cell ( struct sp_superblock* code )
{
   struct sp_context* context = SP_(context);
   Cell* cell = VG_(calloc)("sp.profile.cell", 1,
                            sizeof *cell + code->n_pieces * sizeof(ULong));
   cell->pair = (struct sp_pair){ context, code };
   *context->cells_end = cell;
   context->cells_end = &cell->next;
   SP_(pair_add)(&cells, &cell->pair);
   return cell;
}

/* The newest first. */
VG_REGPARM(1) void SP_(profile_switch)(struct sp_counted* counted)
{
   struct sp_context* context = SP_(context);
   struct sp_counts moved = counted->now, next;
   for (UInt i = 0; i < SP_COUNTS_KEPT; i++) {
      next = counted->before[i];
      counted->before[i] = moved;
      if (next.context == context) {
         counted->now = next;
         return;
      }
      moved = next;
   }
   Cell* cell = SP_(pair_find)(&cells, context, counted->code);
   if (cell == NULL)
      cell = make_cell(counted->code);
   counted->now = (struct sp_counts){ context, cell->count };
}

/*--------------------------------------------------------------------*/
/*--- Records                                                      ---*/
/*--------------------------------------------------------------------*/

static void put_context ( const struct sp_context* c )
{
   ULong field[] = { c->id, c->parent != NULL ? c->parent->id : 0,
                     c->parent != NULL ? SP_(arc_id)(c->arc) : c->tid };
   SP_(put_numbers)(SP_REC_CONTEXT, 3, field);
}

/* In the order they were made, so that each comes behind its parent. */
static void put_contexts_to ( UInt id )
{
   for (; *to_put != NULL && (*to_put)->id <= id; to_put = &(*to_put)->next)
      put_context(*to_put);
}

static void put_edge ( struct sp_context* c, Edge* e )
{
   Arc* arc = e->pair.b;
   ULong field[] = { c->id, SP_(arc_id)(arc), e->to->id, e->calls };
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

static void put_cell ( struct sp_context* context, Cell* cell )
{
   struct sp_superblock* code = cell->pair.b;
   if (code->id == 0)
      put_code(code);
   if (!SP_(record_begin)(SP_REC_COST, (2 + code->n_pieces) * SP_VARINT_MAX))
      return;
   SP_(record_number)(context->id);
   SP_(record_number)(code->id);
   for (UInt i = 0; i < code->n_pieces; i++)
      SP_(record_number)(cell->count[i]);
   SP_(record_end)();
}

static ULong nanoseconds ( void )
{
   struct vki_timespec t;
   VG_(clock_gettime)(&t, VKI_CLOCK_MONOTONIC);
   return t.tv_sec * 1000000000ULL + t.tv_nsec;
}

void SP_(profile_start)(void)
{
   if (SP_(opt).profile && SP_(opt).wall_clock)
      last_moment.time = nanoseconds();
}

void SP_(profile_put_moment)(void)
{
   if (!SP_(opt).profile || SP_(context) == NULL)
      return;
   ULong time = SP_(opt).wall_clock ? nanoseconds() : 0;
   ULong field[] = { SP_(context)->id, SP_(clock) - last_moment.clock,
                     time - last_moment.time };
   put_contexts_to(SP_(context)->id);
   SP_(put_numbers)(SP_REC_MOMENT, SP_(opt).wall_clock ? 3 : 2, field);
   last_moment.clock = SP_(clock);
   last_moment.time = time;
}

/* Each context before anything that names it. */
void SP_(profile_put)(void)
{
   if (!SP_(opt).profile)
      return;
   put_contexts_to(n_contexts);
   for (struct sp_context* c = contexts; c != NULL; c = c->next) {
      for (Edge* e = c->edges; e != NULL; e = e->next)
         put_edge(c, e);
      for (Cell* cell = c->cells; cell != NULL; cell = cell->next)
         put_cell(c, cell);
   }
   SP_(profile_put_moment)();
}
