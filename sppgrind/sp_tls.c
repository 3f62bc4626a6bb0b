/* Thread-local storage; see sp_tls.h.

   The ABI (variant II of the TLS ABI, and x86-64's) fixes two things: the
   thread pointer is FS's base, with the executable's block right below it,
   and the word behind the one it points to leads to the thread's vector of
   blocks, the DTV:

      fs -> [ self | dtv | ... ]            block of module n: dtv[n].pointer
                      |
                      v
      [ length, - | generation, - | pointer, - | pointer, - | ... ]
          dtv[-1]      dtv[0]         dtv[1]       dtv[2]

   Which module an object is, and its distance to the thread pointer if its
   block was made together with the thread, only the dynamic linker knows: in
   its link_map, which the executable's DT_DEBUG leads to.  The fields are
   private and have moved between releases, but not among themselves: they
   are found behind four words that are known from the object's PT_TLS.

   An entry of the DTV may be older than the module that has the number now;
   it counts only if the DTV's generation is newer than when the module was
   mapped.  All this is the program's memory: nothing in it is trusted. */

#include "sp_tls.h"

#include "libvex_guest_amd64.h"
#include "pub_tool_aspacemgr.h"
#include "pub_tool_machine.h"
#include "pub_tool_threadstate.h"
#include "pub_tool_vki.h"
#include "sp_memory.h"
#include "sp_stream.h"

#define DT_NULL          0
#define DT_DEBUG         21
#define DYNAMIC_MAX      1024      // entries looked at
#define LINK_MAPS_MAX    10000
#define LINK_MAP_WORDS   256       // of a link_map looked at
#define BLOCK_MAX        (1UL << 30)

typedef struct {
   Addr  block;                   // 0: not put
   UWord newer_than;              // of the DTV, for an entry to count
} PerThread;

typedef struct module {
   struct module* next;
   UInt  object;                  // its id
   Bool  is_main;
   Addr  dynamic;                 // run time
   Addr  image;                   // run time, of the initial contents
   struct sp_elf_tls tls;
   Bool  linked;                  // the next two are known
   UWord number;                  // in the DTV
   UWord distance;                // below the thread pointer; 0 or -1: none
   PerThread* of;                 // by ThreadId
} Module;

static Module* modules;
static Addr main_dynamic;         // run time; 0: none
static Bool* is_alive;            // by ThreadId
static ThreadId running;

Bool SP_(tls_pending);

/*--------------------------------------------------------------------*/
/*--- The program's memory                                         ---*/
/*--------------------------------------------------------------------*/

static Bool read_words ( Addr a, UWord* to, UInt n )
{
   if (a == 0 || !VG_(am_is_valid_for_client)(a, n * sizeof *to, VKI_PROT_READ))
      return False;
   VG_(memcpy)(to, (const void*)a, n * sizeof *to);
   return True;
}

static Addr thread_pointer ( ThreadId tid )
{
   ULong fs = 0;
   VG_(get_shadow_regs_area)(tid, (UChar*)&fs, 0,
                             offsetof(VexGuestAMD64State, guest_FS_CONST),
                             sizeof fs);
   return fs;
}

/* dtv[-1] and dtv[0], of two words each; False: the thread has none yet. */
static Bool read_dtv_head ( ThreadId tid, Addr* dtv, UWord head[4] )
{
   UWord tcb[2];
   if (!read_words(thread_pointer(tid), tcb, 2))
      return False;
   *dtv = tcb[1];
   return read_words(*dtv - 2 * sizeof(UWord), head, 4);
}

/*--------------------------------------------------------------------*/
/*--- What the dynamic linker knows                                ---*/
/*--------------------------------------------------------------------*/

/* r_debug: a version, then the first link_map. */
static Addr first_link_map ( void )
{
   UWord entry[2], debug[2];
   Addr at = main_dynamic;
   for (UInt i = 0; i < DYNAMIC_MAX; i++, at += sizeof entry) {
      if (!read_words(at, entry, 2) || entry[0] == DT_NULL)
         return 0;
      if (entry[0] == DT_DEBUG)
         return read_words(entry[1], debug, 2) ? debug[1] : 0;
   }
   return 0;
}

/* Its public part: l_addr, l_name, l_ld, l_next, l_prev. */
static Addr link_map_of ( const Module* m )
{
   Addr at = first_link_map();
   UWord map[5];
   for (UInt i = 0; i < LINK_MAPS_MAX && read_words(at, map, 5); i++) {
      if (map[2] == m->dynamic)
         return at;
      at = map[3];
   }
   return 0;
}

/* l_tls_initimage, _initimage_size, _blocksize, _align, _firstbyte_offset,
   _offset, _modid. */
static void link ( Module* m )
{
   const UWord known[4] = { m->image, m->tls.filesz, m->tls.memsz,
                            m->tls.align };
   UWord word[7];
   Addr at = link_map_of(m);
   for (UInt i = 0; at != 0 && i < LINK_MAP_WORDS; i++, at += sizeof(UWord)) {
      if (!read_words(at, word, 7))
         return;
      if (VG_(memcmp)(word, known, sizeof known) == 0 && word[6] != 0) {
         m->linked = True;
         m->distance = word[5];
         m->number = word[6];
         return;
      }
   }
}

/*--------------------------------------------------------------------*/
/*--- Blocks                                                       ---*/
/*--------------------------------------------------------------------*/

/* The linker counts on this distance: VG_ROUNDUP(size, align). */
static Addr main_block ( const Module* m, Addr fs )
{
   UWord align = m->tls.align > 0 ? m->tls.align : 1;
   return fs - (m->tls.memsz + align - 1) / align * align;
}

static Addr dtv_block ( const Module* m, ThreadId tid )
{
   UWord head[4], entry[1];
   Addr dtv;
   if (!read_dtv_head(tid, &dtv, head) || m->number > head[0]
       || head[2] < m->of[tid].newer_than
       || !read_words(dtv + 2 * sizeof(UWord) * m->number, entry, 1))
      return 0;
   return entry[0] & 1 ? 0 : entry[0];     // -1: not made yet
}

static Addr find_block ( Module* m, ThreadId tid )
{
   Addr fs = thread_pointer(tid);
   if (fs == 0)
      return 0;
   if (m->is_main)
      return main_block(m, fs);
   if (!m->linked)
      link(m);
   if (!m->linked)
      return 0;
   Addr block = dtv_block(m, tid);
   if (block == 0 && m->distance != 0 && m->distance != ~0UL)
      block = fs - m->distance;
   return block;
}

static Bool put_block ( Module* m, ThreadId tid )
{
   Addr block = find_block(m, tid);
   if (block == 0
       || !VG_(am_is_valid_for_client)(block, m->tls.memsz, VKI_PROT_READ))
      return False;
   m->of[tid].block = block;
   ULong field[] = { tid, m->object, block };
   SP_(put_numbers)(SP_REC_TLS, 3, field);
   SP_(interest_add)(block, m->tls.memsz, SP_CLASS_OTHER);
   SP_(dirty_mark)(block, m->tls.memsz);
   return True;
}

void SP_(tls_update)(void)
{
   SP_(tls_pending) = False;
   for (Module* m = modules; m != NULL; m = m->next)
      if (m->of[running].block == 0 && !put_block(m, running))
         SP_(tls_pending) = True;
}

static void forget_block ( Module* m, ThreadId tid )
{
   if (m->of[tid].block != 0)
      SP_(interest_drop)(m->of[tid].block, m->tls.memsz);
   m->of[tid] = (PerThread){ 0 };
}

/*--------------------------------------------------------------------*/
/*--- Objects and threads                                          ---*/
/*--------------------------------------------------------------------*/

/* Entries that the threads have now are of older modules. */
static void outdate_entries ( Module* m )
{
   UWord head[4];
   Addr dtv;
   for (ThreadId tid = 1; is_alive != NULL && tid < VG_N_THREADS; tid++)
      if (is_alive[tid] && read_dtv_head(tid, &dtv, head))
         m->of[tid].newer_than = head[2] + 1;
}

void SP_(tls_object_mapped)(UInt object, const struct sp_elf* elf,
                            PtrdiffT bias, Bool is_main)
{
   if (is_main)
      main_dynamic = elf->dynamic ? elf->dynamic + bias : 0;
   if (elf->tls.memsz == 0 || elf->tls.memsz > BLOCK_MAX)
      return;
   Module* m = VG_(calloc)("sp.tls.module", 1, sizeof *m);
   m->of = VG_(calloc)("sp.tls.threads", VG_N_THREADS, sizeof *m->of);
   m->object = object;
   m->is_main = is_main;
   m->dynamic = elf->dynamic + bias;
   m->image = elf->tls.vaddr + bias;
   m->tls = elf->tls;
   m->next = modules;
   modules = m;
   outdate_entries(m);
   SP_(tls_pending) = True;
}

void SP_(tls_object_gone)(UInt object)
{
   for (Module** at = &modules; *at != NULL; at = &(*at)->next) {
      Module* m = *at;
      if (m->object != object)
         continue;
      for (ThreadId tid = 1; tid < VG_N_THREADS; tid++)
         forget_block(m, tid);
      *at = m->next;
      VG_(free)(m->of);
      VG_(free)(m);
      return;
   }
}

void SP_(tls_thread_starts)(ThreadId tid)
{
   if (is_alive == NULL)
      is_alive = VG_(calloc)("sp.tls.alive", VG_N_THREADS, sizeof *is_alive);
   is_alive[tid] = True;
}

void SP_(tls_thread_exits)(ThreadId tid)
{
   is_alive[tid] = False;
   for (Module* m = modules; m != NULL; m = m->next)
      forget_block(m, tid);
}

void SP_(tls_thread_runs)(ThreadId tid)
{
   if (tid == running)
      return;
   running = tid;
   SP_(tls_pending) = modules != NULL;
}
