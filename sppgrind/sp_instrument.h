/* From the program's code to instrumented code. */

#ifndef SP_INSTRUMENT_H
#define SP_INSTRUMENT_H

#include "sp_basics.h"
#include "pub_tool_tooliface.h"

IRSB* SP_(instrument)(VgCallbackClosure* closure, IRSB* in,
                      const VexGuestLayout* layout, const VexGuestExtents* vge,
                      const VexArchInfo* archinfo_host, IRType guest_word,
                      IRType host_word);

#endif
