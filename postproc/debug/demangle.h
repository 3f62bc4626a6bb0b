/* Names of C++ as the linker knows them, made readable. */
#ifndef DEBUG_DEMANGLE_H
#define DEBUG_DEMANGLE_H
#include "base/arena.h"

/* "ns::Box<int>::get" of _ZNK2ns3BoxIiE3getEv: without result, parameters and qualifiers, as gdb
 * names a frame.  NULL: no such name. */
const char *demangle_function(struct arena *a, const char *linkage);
/* All of it ("f(int)", "vtable for Circle"); what is not mangled is returned as it is. */
const char *demangle_symbol(struct arena *a, const char *symbol);
#endif
