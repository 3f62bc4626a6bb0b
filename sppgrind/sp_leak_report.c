/* Reports of leaks; see sp_leak_report.h. */

#include "sp_leak_report.h"

#include "pub_tool_options.h"
#include "pub_tool_oset.h"
#include "pub_tool_xarray.h"
#include "sp_block.h"
#include "sp_errors.h"
#include "sp_heap.h"
#include "sp_options.h"

struct total { SizeT bytes, blocks; };

/* Of the last check. */
static struct total of_loss[SP_N_LOSSES], suppressed;

/* --leak-resolution: how much of two stacks has to be the same. */
static const VgRes resolutions[] = { Vg_LowRes, Vg_MedRes, Vg_HighRes };

/*--------------------------------------------------------------------*/
/*--- Records                                                      ---*/
/*--------------------------------------------------------------------*/

static Word compare_place ( const void* key, const void* elem )
{
   const struct sp_loss_record *x = key, *y = elem;
   if (x->loss != y->loss)
      return x->loss < y->loss ? -1 : 1;
   if (VG_(eq_ExeContext)(resolutions[SP_(opt).leak_resolution], x->made,
                          y->made))
      return 0;
   return x->made < y->made ? -1 : 1;
}

/* Memcheck's order: the largest come last. */
static Int compare_size ( const void* p, const void* q )
{
   const struct sp_loss_record *x = *(struct sp_loss_record* const*)p;
   const struct sp_loss_record *y = *(struct sp_loss_record* const*)q;
   SizeT a = x->size + x->indirect, b = y->size + y->indirect;
   if (a != b)
      return a < b ? -1 : 1;
   if (x->loss != y->loss)
      return x->loss < y->loss ? -1 : 1;
   if (x->n_blocks != y->n_blocks)
      return x->n_blocks < y->n_blocks ? -1 : 1;
   return x->made < y->made ? -1 : x->made > y->made;
}

static void add_leak ( OSet* records, const struct sp_leak* leak )
{
   struct sp_loss_record key = { .loss = leak->loss,
                                 .made = leak->block->made };
   struct sp_loss_record* r = VG_(OSetGen_Lookup)(records, &key);
   if (r == NULL) {
      r = VG_(OSetGen_AllocNode)(records, sizeof *r);
      *r = key;
      VG_(OSetGen_Insert)(records, r);
   }
   r->n_blocks++;
   r->size += leak->block->size;
   if (leak->loss == SP_DEFINITE)
      r->indirect += leak->indirect;
}

void SP_(leak_text)(HChar* s, SizeT room, const struct sp_loss_record* r)
{
   static const HChar* const words[] = {
      [SP_REACHABLE] = "still reachable", [SP_POSSIBLE] = "possibly lost",
      [SP_INDIRECT] = "indirectly lost", [SP_DEFINITE] = "definitely lost"
   };
   UInt n = VG_(snprintf)(s, room, "%'lu ", r->size + r->indirect);
   if (r->indirect > 0)
      n += VG_(snprintf)(s + n, room - n, "(%'lu direct, %'lu indirect) ",
                         r->size, r->indirect);
   VG_(snprintf)(s + n, room - n, "bytes in %'lu blocks are %s in loss record "
                 "%'u of %'u", r->n_blocks, words[r->loss], r->number, r->of);
}

static void report_record ( ThreadId tid, const struct sp_loss_record* r,
                            Bool full )
{
   Bool print = full && (SP_(opt).show_leak_kinds & (1u << r->loss));
   Bool count = full && (SP_(opt).error_leak_kinds & (1u << r->loss));
   struct total* to = SP_(error_leak)(tid, r, print, count)
                         ? &suppressed : &of_loss[r->loss];
   to->bytes += r->size;
   to->blocks += r->n_blocks;
}

static void report_records ( ThreadId tid, OSet* records, Bool full )
{
   UInt n = VG_(OSetGen_Size)(records), i = 0;
   struct sp_loss_record** all = VG_(calloc)("sp.leak_report.all", n + 1,
                                             sizeof *all);
   VG_(OSetGen_ResetIter)(records);
   while ((all[i] = VG_(OSetGen_Next)(records)) != NULL)
      i++;
   VG_(ssort)(all, n, sizeof *all, compare_size);
   VG_(memset)(of_loss, 0, sizeof of_loss);
   VG_(memset)(&suppressed, 0, sizeof suppressed);
   for (i = 0; i < n; i++) {
      all[i]->number = i + 1;
      all[i]->of = n;
      report_record(tid, all[i], full);
   }
   VG_(free)(all);
}

/*--------------------------------------------------------------------*/
/*--- Summaries                                                    ---*/
/*--------------------------------------------------------------------*/

static void put_total ( const HChar* text, const HChar* element,
                        const struct total* t )
{
   if (VG_(clo_xml))
      VG_(printf_xml)("  <%s>\n    <bytes>%'lu</bytes>\n"
                      "    <blocks>%'lu</blocks>\n  </%s>\n",
                      element, t->bytes, t->blocks, element);
   else
      VG_(umsg)("%18s: %'lu bytes in %'lu blocks\n", text, t->bytes,
                t->blocks);
}

static void put_advice ( Bool full )
{
   if (VG_(clo_xml))
      return;
   if (!full)
      VG_(umsg)("Rerun with --leak-check=full to see details of leaked "
                "memory\n");
   else if (of_loss[SP_REACHABLE].blocks > 0
            && !(SP_(opt).show_leak_kinds & (1u << SP_REACHABLE)))
      VG_(umsg)("Reachable blocks (those to which a pointer was found) are "
                "not shown.\nTo see them, rerun with: --leak-check=full "
                "--show-leak-kinds=all\n");
}

static void put_summary ( Bool full )
{
   if (VG_(clo_verbosity) == 0)
      return;
   if (VG_(clo_xml))
      VG_(printf_xml)("<leak_summary>\n");
   else
      VG_(umsg)("LEAK SUMMARY:\n");
   put_total("definitely lost", "definitely_lost", &of_loss[SP_DEFINITE]);
   put_total("indirectly lost", "indirectly_lost", &of_loss[SP_INDIRECT]);
   put_total("possibly lost", "possibly_lost", &of_loss[SP_POSSIBLE]);
   put_total("still reachable", "still_reachable", &of_loss[SP_REACHABLE]);
   put_total("suppressed", "suppressed", &suppressed);
   put_advice(full);
   if (VG_(clo_xml))
      VG_(printf_xml)("</leak_summary>\n\n");
   else
      VG_(umsg)("\n");
}

static void put_all_freed ( Bool all_freed )
{
   if (VG_(clo_verbosity) == 0)
      return;
   if (VG_(clo_xml))
      VG_(printf_xml)("<all_heap_blocks_freed>%s</all_heap_blocks_freed>\n\n",
                      all_freed ? "true" : "false");
   else if (all_freed)
      VG_(umsg)("All heap blocks were freed -- no leaks are possible\n\n");
}

void SP_(leak_check)(ThreadId tid, enum sp_leak_check how)
{
   Bool full = how == SP_LEAK_CHECK_YES || how == SP_LEAK_CHECK_FULL;
   UInt n;
   struct sp_leak* leak = SP_(leak_search)(&n);
   put_all_freed(n == 0);
   if (n > 0) {
      OSet* records = VG_(OSetGen_Create)(0, compare_place, VG_(malloc),
                                          "sp.leak_report.records", VG_(free));
      for (UInt i = 0; i < n; i++)
         add_leak(records, &leak[i]);
      report_records(tid, records, full);
      VG_(OSetGen_Destroy)(records);
      put_summary(full);
   }
   VG_(free)(leak);
}

static struct total in_use ( void )
{
   struct total t = { 0, 0 };
   const struct sp_block* b;
   SP_(blocks_rewind)();
   while ((b = SP_(block_next)()) != NULL) {
      t.bytes += b->size;
      t.blocks++;
   }
   return t;
}

static void put_heap_summary ( void )
{
   struct sp_heap_totals heap = SP_(heap_totals)();
   struct total left = in_use();
   if (VG_(clo_verbosity) == 0)
      return;
   if (VG_(clo_xml))
      VG_(printf_xml)("<heap_summary>\n  <memory_in_use_at_exit>\n"
                      "    <bytes>%'lu</bytes>\n    <blocks>%'lu</blocks>\n"
                      "  </memory_in_use_at_exit>\n  <total_heap_usage>\n"
                      "    <allocs>%'llu</allocs>\n    <frees>%'llu</frees>\n"
                      "    <bytes_allocated>%'llu</bytes_allocated>\n"
                      "  </total_heap_usage>\n</heap_summary>\n\n",
                      left.bytes, left.blocks, heap.allocs, heap.frees,
                      heap.bytes);
   else
      VG_(umsg)("HEAP SUMMARY:\n    in use at exit: %'lu bytes in %'lu blocks\n"
                "  total heap usage: %'llu allocs, %'llu frees, %'llu bytes "
                "allocated\n\n", left.bytes, left.blocks, heap.allocs,
                heap.frees, heap.bytes);
}

void SP_(leak_check_at_end)(void)
{
   enum sp_leak_check how = SP_(opt).leak_check;
   if (SP_(opt).errors == SP_ERRORS_NO || how == SP_LEAK_CHECK_NO)
      return;
   put_heap_summary();
   SP_(leak_check)(1, VG_(clo_xml) ? SP_LEAK_CHECK_FULL : how);
}

/*--------------------------------------------------------------------*/
/*--- Counts                                                       ---*/
/*--------------------------------------------------------------------*/

struct sp_leak_counts SP_(leaked_bytes)(void)
{
   return (struct sp_leak_counts){
      of_loss[SP_DEFINITE].bytes + of_loss[SP_INDIRECT].bytes,
      of_loss[SP_POSSIBLE].bytes, of_loss[SP_REACHABLE].bytes,
      suppressed.bytes
   };
}

struct sp_leak_counts SP_(leaked_blocks)(void)
{
   return (struct sp_leak_counts){
      of_loss[SP_DEFINITE].blocks + of_loss[SP_INDIRECT].blocks,
      of_loss[SP_POSSIBLE].blocks, of_loss[SP_REACHABLE].blocks,
      suppressed.blocks
   };
}
