/* What instrumented code asks and says of the map of definedness, where a look
   at it inline finds more than defined bytes; see sp_access.h. */

#include "sp_access.h"

#include "pub_tool_machine.h"
#include "pub_tool_threadstate.h"
#include "sp_errors.h"
#include "sp_memory.h"
#include "sp_options.h"
#include "sp_shadow.h"

static void check_address ( UWord v_address )
{
   if (v_address != 0)
      SP_(error_value_undefined)(VG_(get_running_tid)(), sizeof(Addr));
}

/* V bits of n <= 8 bytes; *bad: V bits of those that are not addressable. */
static ULong gather ( Addr a, UInt n, ULong* bad )
{
   ULong v = 0;
   *bad = 0;
   if (n >= 4 && SP_(opt).undef && SP_(is_fresh)(a, n))
      return ~0ULL >> (64 - 8 * n);
   for (UInt i = 0; i < n; i++)
      if (SP_(is_addressable)(a + i, 1, NULL))
         v |= (ULong)SP_(byte_vbits)(a + i) << 8 * i;
      else
         *bad |= 0xffUL << 8 * i;
   return v;
}

/* A load of an aligned word or vector of which some bytes are addressable:
   optimised code looks for the end of strings so. */
static Bool is_partial_load ( Addr a, UWord size )
{
   if (!SP_(opt).partial_loads_ok || size < 4 || a % size != 0)
      return False;
   for (UWord i = 0; i < size; i++)
      if (SP_(is_addressable)(a + i, 1, NULL))
         return True;
   return False;
}

ULong SP_(load_checked)(Addr a, UWord size, UWord v_address)
{
   ULong bad, v;
   if (!SP_(opt).undef && size >= 4 && SP_(define_fresh)(a, size))
      return 0;
   v = gather(a, size, &bad);
   check_address(v_address);
   if (LIKELY(bad == 0)) {
      if (!SP_(opt).undef)
         SP_(put_vbits)(a, 0, size);  // quicker the next time
      return v;
   }
   if (is_partial_load(a, size))
      return v | bad;
   SP_(error_access)(VG_(get_running_tid)(), a, size, False);
   return v;
}

ULong SP_(load_unchecked)(Addr a, UWord size)
{
   ULong bad;
   return gather(a, size, &bad);
}

ULong SP_(load_part)(Addr a, Addr vector, UWord size)
{
   ULong bad;
   ULong v = gather(a, 8, &bad);
   return bad != 0 && is_partial_load(vector, size) ? v | bad : v;
}

/* The write has marked its line, unless it was a lone one. */
static inline void mark_write ( void )
{
   if (SP_(lone_write) != 0)
      SP_(mark_lone_write)();
}

void SP_(put_stored)(Addr a, UWord size, ULong v)
{
   mark_write();
   if (SP_(is_addressable)(a, size, NULL)) {
      SP_(put_vbits)(a, v, size);
      return;
   }
   for (UWord i = 0; i < size; i++)
      if (SP_(is_addressable)(a + i, 1, NULL))
         SP_(put_vbits)(a + i, v >> 8 * i, 1);
}

static inline Bool define_fresh ( Addr a, UWord size )
{
   if (!SP_(define_fresh)(a, size))
      return False;
   mark_write();
   return True;
}

void SP_(store_checked)(Addr a, UWord size, ULong v, UWord v_address)
{
   if ((v | v_address) == 0 && size >= 4 && define_fresh(a, size))
      return;
   check_address(v_address);
   if (UNLIKELY(!SP_(is_addressable)(a, size, NULL)))
      SP_(error_access)(VG_(get_running_tid)(), a, size, True);
   SP_(put_stored)(a, size, v);
}

void SP_(store_unchecked)(Addr a, UWord size, ULong v)
{
   if (v != 0 || size < 4 || !define_fresh(a, size))
      SP_(put_stored)(a, size, v);
}

void SP_(store4_checked)(Addr a)
{
   if (!define_fresh(a, 4))
      SP_(store_checked)(a, 4, 0, 0);
}

void SP_(store8_checked)(Addr a)
{
   if (!define_fresh(a, 8))
      SP_(store_checked)(a, 8, 0, 0);
}

void SP_(store4_unchecked)(Addr a)
{
   if (!define_fresh(a, 4))
      SP_(put_stored)(a, 4, 0);
}

void SP_(store8_unchecked)(Addr a)
{
   if (!define_fresh(a, 8))
      SP_(put_stored)(a, 8, 0);
}

void SP_(check_access)(Addr a, UWord size, UWord write, UWord v_address)
{
   check_address(v_address);
   if (!SP_(is_addressable)(a, size, NULL)
       && (write || !is_partial_load(a, size)))
      SP_(error_access)(VG_(get_running_tid)(), a, size, write);
}
