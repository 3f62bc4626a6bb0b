/* Which objects the core reads inlined functions of.

   They show in stacks of errors, as Memcheck's do, and take long to read.  In
   the system's objects, of which Debian may have debug information at hand,
   they are left out.  The core reads when it is first asked about an object,
   whoever asks: the linker routes that call through here
   (-Wl,--wrap=vgModuleLocal_read_elf_debug). */

#include "sp_core.h"
#include "sp_objects.h"

Bool __real_vgModuleLocal_read_elf_debug ( DebugInfo* di );
Bool __wrap_vgModuleLocal_read_elf_debug ( DebugInfo* di );

Bool __wrap_vgModuleLocal_read_elf_debug ( DebugInfo* di )
{
   Bool wanted = VG_(clo_read_inline_info);
   VG_(clo_read_inline_info) =
      wanted && !SP_(is_system_object)(VG_(DebugInfo_get_filename)(di));
   Bool good = __real_vgModuleLocal_read_elf_debug(di);
   VG_(clo_read_inline_info) = wanted;
   return good;
}
