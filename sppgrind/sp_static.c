/* Static executables; see sp_static.h. */

#include "sp_static.h"

#include "pub_tool_aspacemgr.h"
#include "pub_tool_libcproc.h"
#include "pub_tool_replacemalloc.h"
#include "pub_tool_vki.h"
#include "sp_heap.h"
#include "sp_memory.h"
#include "sp_options.h"

/* How its arguments are to be taken. */
enum call {
   MALLOC, CALLOC, REALLOC, MEMALIGN, POSIX_MEMALIGN, VALLOC, FREE,
   USABLE_SIZE, NEW, NEW_NOTHROW, NEW_ALIGNED, NEW_ALIGNED_NOTHROW, DELETE
};

/* kind: of the block, or of its release. */
static const struct function { const HChar* name; enum call call; UInt kind; }
functions[] = {
   { "malloc",             MALLOC,         SP_ALLOC_MALLOC },
   { "calloc",             CALLOC,         SP_ALLOC_CALLOC },
   { "realloc",            REALLOC,        SP_ALLOC_REALLOC },
   { "memalign",           MEMALIGN,       SP_ALLOC_MEMALIGN },
   { "aligned_alloc",      MEMALIGN,       SP_ALLOC_MEMALIGN },
   { "posix_memalign",     POSIX_MEMALIGN, SP_ALLOC_MEMALIGN },
   { "valloc",             VALLOC,         SP_ALLOC_MEMALIGN },
   { "pvalloc",            VALLOC,         SP_ALLOC_MEMALIGN },
   { "free",               FREE,           SP_FREE_FREE },
   { "malloc_usable_size", USABLE_SIZE,    0 },
   { "_Znwm",                              NEW,                 SP_ALLOC_NEW },
   { "_Znam",                              NEW,                 SP_ALLOC_NEW_ARRAY },
   { "_ZnwmRKSt9nothrow_t",                NEW_NOTHROW,         SP_ALLOC_NEW },
   { "_ZnamRKSt9nothrow_t",                NEW_NOTHROW,         SP_ALLOC_NEW_ARRAY },
   { "_ZnwmSt11align_val_t",               NEW_ALIGNED,         SP_ALLOC_NEW },
   { "_ZnamSt11align_val_t",               NEW_ALIGNED,         SP_ALLOC_NEW_ARRAY },
   { "_ZnwmSt11align_val_tRKSt9nothrow_t", NEW_ALIGNED_NOTHROW, SP_ALLOC_NEW },
   { "_ZnamSt11align_val_tRKSt9nothrow_t", NEW_ALIGNED_NOTHROW, SP_ALLOC_NEW_ARRAY },
   { "_ZdlPv",                              DELETE, SP_FREE_DELETE },
   { "_ZdlPvm",                             DELETE, SP_FREE_DELETE },
   { "_ZdlPvRKSt9nothrow_t",                DELETE, SP_FREE_DELETE },
   { "_ZdlPvSt11align_val_t",               DELETE, SP_FREE_DELETE },
   { "_ZdlPvmSt11align_val_t",              DELETE, SP_FREE_DELETE },
   { "_ZdlPvSt11align_val_tRKSt9nothrow_t", DELETE, SP_FREE_DELETE },
   { "_ZdaPv",                              DELETE, SP_FREE_DELETE_ARRAY },
   { "_ZdaPvm",                             DELETE, SP_FREE_DELETE_ARRAY },
   { "_ZdaPvRKSt9nothrow_t",                DELETE, SP_FREE_DELETE_ARRAY },
   { "_ZdaPvSt11align_val_t",               DELETE, SP_FREE_DELETE_ARRAY },
   { "_ZdaPvmSt11align_val_t",              DELETE, SP_FREE_DELETE_ARRAY },
   { "_ZdaPvSt11align_val_tRKSt9nothrow_t", DELETE, SP_FREE_DELETE_ARRAY },
};

#define N_FUNCTIONS (sizeof functions / sizeof functions[0])

static Addr entry[N_FUNCTIONS];   // run time; 0: not in the program
static Addr standard_output;      // glibc's FILE; 0: not found
static Bool is_static;

/*--------------------------------------------------------------------*/
/*--- Symbols                                                      ---*/
/*--------------------------------------------------------------------*/

static void see_symbol ( void* ctx, const HChar* name, Addr value )
{
   Addr at = value + *(const PtrdiffT*)ctx;
   if (VG_STREQ(name, "_IO_2_1_stdout_"))
      standard_output = at;
   for (UInt i = 0; i < N_FUNCTIONS; i++)
      if (name[0] == functions[i].name[0] && VG_STREQ(name, functions[i].name))
         entry[i] = at;
}

void SP_(static_executable)(sp_elf_reader read, void* ctx,
                            const struct sp_elf* elf, PtrdiffT bias)
{
   is_static = True;
   SP_(elf_symbols)(read, ctx, elf, see_symbol, &bias);
}

UInt SP_(static_function_at)(Addr ip)
{
   if (LIKELY(!is_static) || ip == 0)
      return 0;
   for (UInt i = 0; i < N_FUNCTIONS; i++)
      if (entry[i] == ip)
         return i + 1;
   return 0;
}

/* As setvbuf(stdout, NULL, _IONBF, 0) before anything was written: the flags
   are a FILE's first word. */
void SP_(static_starts)(void)
{
   const UInt not_buffered = 2;   // _IO_UNBUFFERED
   if (standard_output != 0 && SP_(opt).trace && SP_(opt).unbuffered_stdio
       && VG_(am_is_valid_for_client)(standard_output, sizeof(UInt),
                                      VKI_PROT_READ | VKI_PROT_WRITE))
      *(UInt*)standard_output |= not_buffered;
}

/*--------------------------------------------------------------------*/
/*--- What the functions do                                        ---*/
/*--------------------------------------------------------------------*/

#define ALIGN_MAX (16UL * 1024 * 1024)      // the core's

/* A power of two that the core takes; 0: too large. */
static SizeT usable_alignment ( SizeT wanted )
{
   SizeT align = VG_(clo_alignment);
   while (align < wanted && align <= ALIGN_MAX)
      align *= 2;
   return align <= ALIGN_MAX ? align : 0;
}

static void* aligned ( SizeT size, SizeT wanted, enum sp_alloc_kind kind )
{
   SizeT align = usable_alignment(wanted);
   return align > 0 ? SP_(heap_allocate)(size, align, wanted, kind) : NULL;
}

static UWord posix_memalign ( Addr to, SizeT align, SizeT size )
{
   if (align < sizeof(void*) || (align & (align - 1)) != 0
       || !VG_(am_is_valid_for_client)(to, sizeof(void*), VKI_PROT_WRITE))
      return VKI_EINVAL;
   void* p = aligned(size, align, SP_ALLOC_MEMALIGN);
   if (p == NULL)
      return VKI_ENOMEM;
   *(void**)to = p;
   SP_(dirty_mark)(to, sizeof(void*));
   return 0;
}

/* The core's replacement of a new that fails does the same. */
static void* or_die ( void* p )
{
   if (p == NULL) {
      VG_(umsg)("error: new failed, and cannot throw an exception here\n");
      VG_(exit)(1);
   }
   return p;
}

VG_REGPARM(0) UWord SP_(on_static_call)(UWord function, UWord a, UWord b,
                                        UWord c)
{
   const struct function* f = &functions[function - 1];
   SizeT align = VG_(clo_alignment);
   switch (f->call) {
      case MALLOC:
      case NEW_NOTHROW:
         return (UWord)SP_(heap_allocate)(a, align, 0, f->kind);
      case NEW:
         return (UWord)or_die(SP_(heap_allocate)(a, align, 0, f->kind));
      case CALLOC:
         return (UWord)SP_(heap_allocate_zeroed)(a, b);
      case REALLOC:
         return (UWord)SP_(heap_resize)((void*)a, b);
      case MEMALIGN:
         return (UWord)aligned(b, a, f->kind);
      case POSIX_MEMALIGN:
         return posix_memalign(a, b, c);
      case VALLOC:
         return (UWord)aligned(a, VKI_PAGE_SIZE, f->kind);
      case NEW_ALIGNED:
         return (UWord)or_die(aligned(a, b, f->kind));
      case NEW_ALIGNED_NOTHROW:
         return (UWord)aligned(a, b, f->kind);
      case FREE:
      case DELETE:
         if (a != 0)
            SP_(heap_release)((void*)a, f->kind);
         return 0;
      case USABLE_SIZE:
         return SP_(heap_usable_size)((const void*)a);
   }
   return 0;
}
