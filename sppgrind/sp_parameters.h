/* What the program gives to system calls: memory that has to be addressable
   and defined, registers that have to be defined. */

#ifndef SP_PARAMETERS_H
#define SP_PARAMETERS_H

#include "sp_basics.h"

/* Registers the checks with the core. */
void SP_(parameters_init)(void);

#endif
