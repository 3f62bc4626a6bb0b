/* Calling contexts and the calls between them; see sp_profile.h. */

#include "sp_profile.h"

#include "pub_tool_threadstate.h"
#include "sp_arena.h"
#include "sp_options.h"
#include "sp_profile_data.h"

/* Paths that have to share contexts, as there are --max-contexts, are told
   apart by what they have above this depth. */
#define SHARED_DEPTH 12

/* A context for all calls of a function that share one. */
typedef struct {
   struct sp_pair pair;           // the context they share, the function
   struct sp_context* context;
} Shared;

struct sp_context* SP_(context);
ULong SP_(clock);
Addr SP_(entered);
struct sp_context* SP_(contexts);
Edge* SP_(changed_edges) = SP_CHANGED_END;
Edge** SP_(changed_edges_end) = &SP_(changed_edges);
struct sp_pairs SP_(edges);

static struct sp_context** contexts_end = &SP_(contexts);
static UInt n_contexts;
static struct sp_context** roots;   // by ThreadId, VG_N_THREADS
static struct sp_context* sharing;  // above this the first one shared
static struct sp_pairs shared;

/*--------------------------------------------------------------------*/
/*--- Contexts                                                     ---*/
/*--------------------------------------------------------------------*/

static struct sp_context* make_context ( struct sp_context* parent, Arc* arc,
                                         ThreadId tid )
{
   struct sp_context* c = SP_(arena_alloc)(sizeof *c);
   n_contexts++;
   c->parent = parent;
   c->arc = arc;
   c->tid = tid;
   if (parent != NULL)
      c->depth = c->newest = parent->depth + 1;
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

/*--------------------------------------------------------------------*/
/*--- The bound                                                    ---*/
/*--------------------------------------------------------------------*/

static struct sp_context* ancestor ( struct sp_context* c, UInt depth )
{
   while (c->depth > depth)
      c = c->parent;
   return c;
}

/* The one called function below c, or if that is 0, below which they are. */
static struct sp_context* shared_below ( struct sp_context* c, Arc* arc )
{
   void* function = arc != NULL ? (void*)arc->to : NULL;
   Shared* s = SP_(pair_find)(&shared, c, function);
   if (s == NULL) {
      s = SP_(arena_alloc)(sizeof *s);
      s->pair = (struct sp_pair){ c, function };
      s->context = make_context(c, arc, c->tid);
      SP_(pair_add)(&shared, &s->pair);
   }
   return s->context;
}

/* Below what the path has in common with the first one that had to share: so
   what functions cost with all they call is exact as far down as that. */
static struct sp_context* context_shared ( struct sp_context* from, Arc* arc )
{
   struct sp_context* top = ancestor(from, SHARED_DEPTH);
   if (sharing == NULL)
      sharing = top;
   struct sp_context* other = ancestor(sharing, top->depth);
   top = ancestor(top, other->depth);
   while (top != other && top->parent != NULL) {
      top = top->parent;
      other = other->parent;
   }
   return shared_below(shared_below(top, NULL), arc);
}

/*--------------------------------------------------------------------*/
/*--- Calls                                                        ---*/
/*--------------------------------------------------------------------*/

static struct sp_context* context_called ( struct sp_context* from, Arc* arc )
{
   struct sp_context* to = same_before(from, arc->to);
   if (to != NULL)
      return to;
   if (SP_(opt).max_contexts > 0 && n_contexts >= SP_(opt).max_contexts)
      return context_shared(from, arc);
   to = make_context(from, arc, from->tid);
   if (is_on_path(from, arc->to))
      to->newest = from->newest;
   return to;
}

static Edge* make_edge ( struct sp_context* from, Arc* arc )
{
   Edge* e = SP_(arena_alloc)(sizeof *e);
   e->pair = (struct sp_pair){ from, arc };
   e->to = context_called(from, arc);
   SP_(pair_add)(&SP_(edges), &e->pair);
   return e;
}

static Edge* edge_of ( Arc* arc )
{
   struct sp_context* from = SP_(context);
   Edge* e = SP_(pair_find)(&SP_(edges), from, arc);
   if (e == NULL)
      e = make_edge(from, arc);
   if (e->next_changed == NULL) {
      e->next_changed = SP_CHANGED_END;
      *SP_(changed_edges_end) = e;
      SP_(changed_edges_end) = &e->next_changed;
   }
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
