/* Suppressions; see sp_suppress.h. */

#include "sp_suppress.h"

#include "pub_tool_options.h"
#include "pub_tool_tooliface.h"
#include "sp_error.h"

/* Kinds of suppressions and of errors are not the same. */
enum supp {
   PARAM, USER, CORE_MEM, ADDR, JUMP, FREE, LEAK, OVERLAP, MEMPOOL, COND,
   VALUE, FISHY_VALUE, REALLOC_ZERO, BAD_ALIGN, ZERO_SIZE, SIZE_MISMATCH,
   ALIGN_MISMATCH
};

/* The first name of a kind (and size) is the one that is generated. */
static const struct name { const HChar* name; enum supp supp; SizeT size; }
names[] = {
   { "Param", PARAM },          { "User", USER },
   { "CoreMem", CORE_MEM },     { "Jump", JUMP },
   { "Free", FREE },            { "Leak", LEAK },
   { "Overlap", OVERLAP },      { "Mempool", MEMPOOL },
   { "Cond", COND },            { "Value0", COND },
   { "Addr1", ADDR, 1 },        { "Addr2", ADDR, 2 },
   { "Addr4", ADDR, 4 },        { "Addr8", ADDR, 8 },
   { "Addr16", ADDR, 16 },      { "Addr32", ADDR, 32 },
   { "Value1", VALUE, 1 },      { "Value2", VALUE, 2 },
   { "Value4", VALUE, 4 },      { "Value8", VALUE, 8 },
   { "Value16", VALUE, 16 },    { "Value32", VALUE, 32 },
   { "FishyValue", FISHY_VALUE },
   { "ReallocZero", REALLOC_ZERO },
   { "BadAlign", BAD_ALIGN },
   { "UnsafeZeroSize", ZERO_SIZE },
   { "BadSize", ZERO_SIZE },
   { "SizeMismatch", SIZE_MISMATCH },
   { "AlignMismatch", ALIGN_MISMATCH },
};

#define N_NAMES (sizeof names / sizeof names[0])

/* A suppression's kind is the index of its name; its string is the line
   behind the name, if there is one. */
static const struct name* name_of ( const Supp* su )
{
   return &names[VG_(get_supp_kind)(su)];
}

Bool SP_(suppress_recognised)(const HChar* name, Supp* su)
{
   for (UInt i = 0; i < N_NAMES; i++)
      if (VG_STREQ(name, names[i].name)) {
         VG_(set_supp_kind)(su, i);
         return True;
      }
   return False;
}

#define LEAK_KINDS "match-leak-kinds:"

/* The set of kinds of a Leak suppression; False: the line is none. */
static Bool get_leak_kinds ( const HChar* line, UInt* set )
{
   const SizeT len = sizeof LEAK_KINDS - 1;
   if (VG_(strncmp)(line, LEAK_KINDS, len) != 0)
      return False;
   line += len;
   while (VG_(isspace)(*line))
      line++;
   return VG_(parse_enum_set)(SP_LOSS_NAMES, True, line, set);
}

/* "malloc(size)" */
static Bool is_argument ( const HChar* line )
{
   const HChar* open = VG_(strchr)(line, '(');
   return open != NULL && VG_(strchr)(open, ')') != NULL;
}

Bool SP_(suppress_read_extra)(Int fd, HChar** line, SizeT* room,
                              Int* line_number, Supp* su)
{
   enum supp supp = name_of(su)->supp;
   if (supp != PARAM && supp != LEAK && supp != FISHY_VALUE)
      return True;
   Bool at_end = VG_(get_line)(fd, line, room, line_number);
   if (at_end)
      return supp != PARAM;
   UInt set;
   if ((supp == LEAK && !get_leak_kinds(*line, &set))
       || (supp == FISHY_VALUE && !is_argument(*line)))
      return False;
   VG_(set_supp_string)(su, VG_(strdup)("sp.suppress.line", *line));
   return True;
}

static enum supp supp_of ( const Error* err )
{
   switch (sp_err_of(err)) {
      case SP_ERR_ACCESS:         return ADDR;
      case SP_ERR_JUMP:           return JUMP;
      case SP_ERR_CONDITION:      return COND;
      case SP_ERR_VALUE:          return VALUE;
      case SP_ERR_REGISTER:
      case SP_ERR_PARAMETER:      return PARAM;
      case SP_ERR_CHECK:          return USER;
      case SP_ERR_FREE:
      case SP_ERR_MISMATCH:       return FREE;
      case SP_ERR_SIZE_MISMATCH:  return SIZE_MISMATCH;
      case SP_ERR_ALIGN_MISMATCH: return ALIGN_MISMATCH;
      case SP_ERR_OVERLAP:        return OVERLAP;
      case SP_ERR_FISHY:          return FISHY_VALUE;
      case SP_ERR_ZERO_SIZE:      return ZERO_SIZE;
      case SP_ERR_REALLOC_ZERO:   return REALLOC_ZERO;
      case SP_ERR_ALIGNMENT:      return BAD_ALIGN;
      case SP_ERR_MEMPOOL:        return MEMPOOL;
      case SP_ERR_LEAK:           return LEAK;
   }
   return USER;
}

static const HChar* const leak_kinds[] = {
   [SP_REACHABLE] = "reachable", [SP_POSSIBLE] = "possible",
   [SP_INDIRECT] = "indirect", [SP_DEFINITE] = "definite"
};

SizeT SP_(suppress_put_extra)(const Error* err, HChar* to, Int room)
{
   const HChar* name = VG_(get_error_string)(err);
   VG_(details_name)("sppgrind");
   to[0] = '\0';
   switch (supp_of(err)) {
      case PARAM:
         return VG_(snprintf)(to, room, "%s", name);
      case FISHY_VALUE:
         return VG_(snprintf)(to, room, "%s(%s)", name, sp_extra_of(err)->text);
      case LEAK:
         return VG_(snprintf)(to, room, LEAK_KINDS " %s",
                              leak_kinds[sp_extra_of(err)->loss->loss]);
      case USER: case CORE_MEM: case ADDR: case JUMP: case FREE:
      case OVERLAP: case MEMPOOL: case COND: case VALUE: case REALLOC_ZERO:
      case BAD_ALIGN: case ZERO_SIZE: case SIZE_MISMATCH: case ALIGN_MISMATCH:
         break;
   }
   return 0;
}

Bool SP_(suppress_matches)(const Error* err, const Supp* su)
{
   const struct name* n = name_of(su);
   HChar extra[256];
   UInt set;
   if (n->supp != supp_of(err))
      return False;
   if (n->size != 0 && n->size != sp_extra_of(err)->size)
      return False;
   if (VG_(get_supp_string)(su) == NULL)
      return True;
   if (n->supp == LEAK)
      return get_leak_kinds(VG_(get_supp_string)(su), &set)
             && (set & (1u << sp_extra_of(err)->loss->loss));
   SP_(suppress_put_extra)(err, extra, sizeof extra);
   return VG_STREQ(extra, VG_(get_supp_string)(su));
}

/* The core puts the tool's name before this one, and asks for what is behind
   it next. */
const HChar* SP_(suppress_name)(const Error* err)
{
   enum supp supp = supp_of(err);
   SizeT size = supp == ADDR || supp == VALUE ? sp_extra_of(err)->size : 0;
   for (UInt i = 0; i < N_NAMES; i++)
      if (names[i].supp == supp && names[i].size == size) {
         VG_(details_name)("Memcheck");
         return names[i].name;
      }
   return NULL;
}

SizeT SP_(suppress_put_use)(const Supp* su, HChar* to, Int room)
{
   to[0] = '\0';
   return 0;
}

void SP_(suppress_used)(const Error* err, const Supp* su) { }
