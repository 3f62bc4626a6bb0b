/* What an error is called; see sp_error_text.h. */

#include "sp_error_text.h"

#include "pub_tool_execontext.h"
#include "sp_error.h"

static const HChar* const xml_names[] = {
   [SP_ERR_ACCESS]           = "InvalidRead",
   [SP_ERR_JUMP]             = "InvalidJump",
   [SP_ERR_CONDITION]        = "UninitCondition",
   [SP_ERR_VALUE]            = "UninitValue",
   [SP_ERR_REGISTER]         = "SyscallParam",
   [SP_ERR_PARAMETER]        = "SyscallParam",
   [SP_ERR_CHECK]            = "ClientCheck",
   [SP_ERR_FREE]             = "InvalidFree",
   [SP_ERR_MISMATCH]         = "MismatchedFree",
   [SP_ERR_SIZE_MISMATCH]    = "MismatchedAllocateDeallocateSize",
   [SP_ERR_ALIGN_MISMATCH]   = "MismatchedAllocateDeallocateAlignment",
   [SP_ERR_OVERLAP]          = "Overlap",
   [SP_ERR_FISHY]            = "FishyValue",
   [SP_ERR_ZERO_SIZE]        = "InvalidSize",
   [SP_ERR_REALLOC_ZERO]     = "ReallocSizeZero",
   [SP_ERR_ALIGNMENT]        = "InvalidAlignment",
   [SP_ERR_MEMPOOL]          = "InvalidMemPool",
   [SP_ERR_LEAK]             = "Leak_DefinitelyLost",
};

static const HChar* const leak_names[] = {
   [SP_REACHABLE] = "Leak_StillReachable", [SP_POSSIBLE] = "Leak_PossiblyLost",
   [SP_INDIRECT] = "Leak_IndirectlyLost", [SP_DEFINITE] = "Leak_DefinitelyLost"
};

static void say_align_mismatch ( HChar* s, const struct sp_error* e )
{
   UInt n = VG_(snprintf)(s, SP_ERROR_TEXT_MAX, "Mismatched %s alignment alloc "
                          "value: %lu dealloc value: ", e->text, e->align);
   if (e->flag)
      VG_(snprintf)(s + n, SP_ERROR_TEXT_MAX - n, "default-aligned");
   else
      VG_(snprintf)(s + n, SP_ERROR_TEXT_MAX - n, "%lu", e->size);
}

static void say_alignment ( HChar* s, const struct sp_error* e )
{
   if (e->size != 0)
      VG_(snprintf)(s, SP_ERROR_TEXT_MAX, "Invalid size value: %lu alignment value:"
                    " %lu%s", e->size, e->align, e->text);
   else
      VG_(snprintf)(s, SP_ERROR_TEXT_MAX, "Invalid alignment value: %lu%s",
                    e->align, e->text);
}

static void say_overlap ( HChar* s, const HChar* function,
                          const struct sp_error* e )
{
   UInt n = VG_(snprintf)(s, SP_ERROR_TEXT_MAX, "Source and destination overlap in "
                          "%s(%#lx, %#lx", function, e->to, e->from);
   if (e->size != 0)
      n += VG_(snprintf)(s + n, SP_ERROR_TEXT_MAX - n, ", %lu", e->size);
   VG_(snprintf)(s + n, SP_ERROR_TEXT_MAX - n, ")");
}

/* The function that was called, as the program calls it. */
static const HChar* function_of ( const Error* err )
{
   const HChar* name =
      VG_(get_ExeContext_first_fnname)(VG_(get_error_where)(err));
   return name != NULL ? name : "realloc";
}

void SP_(error_text)(HChar* s, const Error* err)
{
   const struct sp_error* e = sp_extra_of(err);
   const HChar* name = VG_(get_error_string)(err);
   const HChar* bad = e->flag ? "unaddressable" : "uninitialised";
   switch (sp_err_of(err)) {
      case SP_ERR_ACCESS:
         VG_(snprintf)(s, SP_ERROR_TEXT_MAX, "Invalid %s of size %lu",
                       e->flag ? "write" : "read", e->size);
         break;
      case SP_ERR_JUMP:
         VG_(snprintf)(s, SP_ERROR_TEXT_MAX, "Jump to the invalid address stated "
                       "on the next line");
         break;
      case SP_ERR_CONDITION:
         VG_(snprintf)(s, SP_ERROR_TEXT_MAX, "Conditional jump or move depends on "
                       "uninitialised value(s)");
         break;
      case SP_ERR_VALUE:
         VG_(snprintf)(s, SP_ERROR_TEXT_MAX,
                       "Use of uninitialised value of size %lu", e->size);
         break;
      case SP_ERR_REGISTER:
         VG_(snprintf)(s, SP_ERROR_TEXT_MAX,
                       "Syscall param %s contains uninitialised byte(s)",
                       name);
         break;
      case SP_ERR_PARAMETER:
         VG_(snprintf)(s, SP_ERROR_TEXT_MAX, "Syscall param %s points to %s "
                       "byte(s)", name, bad);
         break;
      case SP_ERR_CHECK:
         VG_(snprintf)(s, SP_ERROR_TEXT_MAX, "%s byte(s) found during client check "
                       "request", e->flag ? "Unaddressable" : "Uninitialised");
         break;
      case SP_ERR_FREE:
         VG_(snprintf)(s, SP_ERROR_TEXT_MAX, "Invalid free() / delete / delete[] / "
                       "realloc()");
         break;
      case SP_ERR_MISMATCH:
         VG_(snprintf)(s, SP_ERROR_TEXT_MAX, "Mismatched free() / delete / delete "
                       "[]");
         break;
      case SP_ERR_SIZE_MISMATCH:
         VG_(snprintf)(s, SP_ERROR_TEXT_MAX, "Mismatched %s size value: %lu",
                       e->text, e->size);
         break;
      case SP_ERR_ALIGN_MISMATCH: say_align_mismatch(s, e);            break;
      case SP_ERR_OVERLAP:        say_overlap(s, name, e);             break;
      case SP_ERR_FISHY:
         VG_(snprintf)(s, SP_ERROR_TEXT_MAX, "Argument '%s' of function %s has a "
                       "fishy (possibly negative) value: %ld", e->text, name,
                       (SSizeT)e->size);
         break;
      case SP_ERR_ZERO_SIZE:
         VG_(snprintf)(s, SP_ERROR_TEXT_MAX, "Unsafe allocation with size of zero "
                       "is implementation-defined");
         break;
      case SP_ERR_REALLOC_ZERO:
         VG_(snprintf)(s, SP_ERROR_TEXT_MAX, "%s() with size 0", function_of(err));
         break;
      case SP_ERR_ALIGNMENT:      say_alignment(s, e);                 break;
      case SP_ERR_LEAK:
         SP_(leak_text)(s, SP_ERROR_TEXT_MAX, e->loss);
         break;
      case SP_ERR_MEMPOOL:
         VG_(snprintf)(s, SP_ERROR_TEXT_MAX, "Illegal memory pool address");
         break;
   }
}

const HChar* SP_(error_xml_name)(const Error* err)
{
   const struct sp_error* e = sp_extra_of(err);
   if (sp_err_of(err) == SP_ERR_ACCESS && e->flag)
      return "InvalidWrite";
   if (sp_err_of(err) == SP_ERR_LEAK)
      return leak_names[e->loss->loss];
   if (sp_err_of(err) == SP_ERR_ALIGNMENT && e->size != 0)
      return "InvalidSizeAndAlignment";
   return xml_names[sp_err_of(err)];
}
