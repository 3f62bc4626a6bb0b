/* Superblocks and how often their pieces ran; see sp_profile.h. */

#include "sp_profile_data.h"

#include "pub_tool_hashtable.h"
#include "sp_arena.h"
#include "sp_objects.h"

typedef struct { void* next; UWord ip; struct sp_superblock* first; } CodeAt;

Cell* SP_(changed_cells) = SP_CHANGED_END;
Cell** SP_(changed_cells_end) = &SP_(changed_cells);
struct sp_pairs SP_(cells);

static VgHashTable* codes;        // by address

static struct sp_superblock* make_code ( CodeAt* at, UChar* text, UInt len,
                                         UInt n )
{
   struct sp_whereabouts at_object = SP_(whereabouts)(at->ip);
   struct sp_superblock* c = SP_(arena_alloc)(sizeof *c);
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
   Cell* cell = SP_(arena_alloc)(sizeof *cell
                                 + code->n_pieces * sizeof(ULong));
   cell->pair = (struct sp_pair){ SP_(context), code };
   SP_(pair_add)(&SP_(cells), &cell->pair);
   return cell;
}

/* False: it is not among the last few. */
static inline Bool switch_to_one_before ( struct sp_counted* counted )
{
   for (UInt i = 0; i < SP_COUNTS_KEPT; i++)
      if (counted->before[i].context == SP_(context)) {
         struct sp_counts next = counted->before[i];
         counted->before[i] = counted->now;
         counted->now = next;
         return True;
      }
   return False;
}

static void keep_now ( struct sp_counted* counted )
{
   for (UInt i = SP_COUNTS_KEPT - 1; i > 0; i--)
      counted->before[i] = counted->before[i - 1];
   counted->before[0] = counted->now;
}

VG_REGPARM(1) void SP_(profile_switch)(struct sp_counted* counted)
{
   if (switch_to_one_before(counted))
      return;
   keep_now(counted);
   Cell* cell = SP_(pair_find)(&SP_(cells), SP_(context), counted->code);
   if (cell == NULL)
      cell = make_cell(counted->code);
   if (cell->next_changed == NULL) {
      cell->next_changed = SP_CHANGED_END;
      *SP_(changed_cells_end) = cell;
      SP_(changed_cells_end) = &cell->next_changed;
   }
   counted->now = (struct sp_counts){ SP_(context), cell->count };
}
