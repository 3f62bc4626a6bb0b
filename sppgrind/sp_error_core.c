/* Errors in the core's hands; see sp_error_core.h. */

#include "sp_error_core.h"

#include "pub_tool_options.h"
#include "pub_tool_tooliface.h"
#include "sp_address.h"
#include "sp_core.h"
#include "sp_error_text.h"
#include "sp_named.h"
#include "sp_options.h"
#include "sp_suppress.h"

/* What the core did with the error that is being told to it. */
static const Error* shown;        // it printed this new one
static const Error* repeated;     // it knows this one already

/*--------------------------------------------------------------------*/
/*--- What it asks                                                 ---*/
/*--------------------------------------------------------------------*/

static Bool are_same ( const Error* x, const Error* y )
{
   const struct sp_error *a = sp_extra_of(x), *b = sp_extra_of(y);
   switch (sp_err_of(x)) {
      case SP_ERR_REGISTER:
         return VG_STREQ(VG_(get_error_string)(x), VG_(get_error_string)(y));
      case SP_ERR_PARAMETER:
         return a->flag == b->flag
                && VG_STREQ(VG_(get_error_string)(x),
                            VG_(get_error_string)(y));
      case SP_ERR_CHECK:
         return a->flag == b->flag;
      case SP_ERR_FISHY:
         return VG_STREQ(VG_(get_error_string)(x), VG_(get_error_string)(y))
                && VG_STREQ(a->text, b->text);
      case SP_ERR_ACCESS: case SP_ERR_VALUE: case SP_ERR_SIZE_MISMATCH:
         return a->size == b->size;
      case SP_ERR_ALIGN_MISMATCH: case SP_ERR_ALIGNMENT:
         return a->size == b->size && a->align == b->align
                && a->flag == b->flag;
      case SP_ERR_JUMP: case SP_ERR_CONDITION: case SP_ERR_FREE:
      case SP_ERR_MISMATCH: case SP_ERR_OVERLAP: case SP_ERR_ZERO_SIZE:
      case SP_ERR_REALLOC_ZERO: case SP_ERR_MEMPOOL: case SP_ERR_LEAK:
         return True;
   }
   return False;
}

static Bool eq_error ( VgRes res, const Error* known, const Error* err )
{
   if (!are_same(known, err))
      return False;
   repeated = known;
   return True;
}

static void before_pp_error ( const Error* err ) { }

static void pp_error ( const Error* err )
{
   struct sp_error* e = sp_extra_of(err);
   HChar text[SP_ERROR_TEXT_MAX];

   SP_(error_text)(text, err);
   if (VG_(clo_xml) && e->loss != NULL)
      VG_(printf_xml)("  <kind>%s</kind>\n  <xwhat>\n    <text>%s</text>\n"
                      "    <leakedbytes>%lu</leakedbytes>\n"
                      "    <leakedblocks>%lu</leakedblocks>\n  </xwhat>\n",
                      SP_(error_xml_name)(err), text,
                      e->loss->size + e->loss->indirect, e->loss->n_blocks);
   else if (VG_(clo_xml))
      VG_(printf_xml)("  <kind>%s</kind>\n  <what>%pS</what>\n",
                      SP_(error_xml_name)(err), text);
   else
      VG_(umsg)("%s\n", text);
   VG_(pp_ExeContext)(VG_(get_error_where)(err));
   if (e->at.tag != Addr_Undescribed)
      VG_(pp_addrinfo_mc)(VG_(get_error_address)(err), &e->at, False);
   e->shown = True;
   shown = e->loss == NULL ? err : NULL;   // leaks are of no step
}

/* Only for errors that are new: to describe an address takes long. */
static UInt update_extra ( const Error* err )
{
   struct sp_error* e = sp_extra_of(err);
   Addr a = VG_(get_error_address)(err);
   if (e->at.tag != Addr_Undescribed)
      SP_(name_describe)(a, &e->at);
   else if (SP_(error_traits)[sp_err_of(err)].has_address)
      SP_(address_describe)(
         VG_(get_ExeContext_epoch)(VG_(get_error_where)(err)), a, &e->at);
   return sizeof *e;
}

/*--------------------------------------------------------------------*/
/*--- What it is told                                              ---*/
/*--------------------------------------------------------------------*/

const Error* SP_(error_tell)(ThreadId tid, enum sp_err kind, Addr a,
                             const HChar* name, struct sp_error* e)
{
   shown = repeated = NULL;
   VG_(maybe_record_error)(tid, (ErrorKind)kind, a, name, e);
   return repeated;
}

const Error* SP_(error_take_shown)(void)
{
   const Error* err = shown;
   shown = NULL;
   return err;
}

void SP_(errors_init)(void)
{
   VG_(needs_core_errors)(True);
   VG_(needs_tool_errors)(eq_error, before_pp_error, pp_error, True,
                          update_extra, SP_(suppress_recognised),
                          SP_(suppress_read_extra), SP_(suppress_matches),
                          SP_(suppress_name), SP_(suppress_put_extra),
                          SP_(suppress_put_use), SP_(suppress_used));
   VG_(needs_xml_output)();
   VG_(needs_libc_freeres)();
   VG_(needs_cxx_freeres)();
   VG_(clo_read_inline_info) = True;   // as with Memcheck, unless it is given
}

/* The core compares the tool's name with Memcheck's where it reads
   suppressions, and where it chooses the dynamic linker's functions that
   have to be replaced so that they read no byte beyond a string.  Both are
   done between these two. */
void SP_(errors_start)(void)
{
   if (SP_(opt).errors != SP_ERRORS_NO)
      VG_(details_name)("Memcheck");
}

void SP_(errors_first_thread)(void)
{
   VG_(details_name)("sppgrind");
}
