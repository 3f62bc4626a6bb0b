/* Input, output and what else system calls tell: exit, exec, fork. */

#ifndef SP_IO_H
#define SP_IO_H

#include "sp_basics.h"

void SP_(io_pre_syscall)(ThreadId tid, UInt number, UWord* args, UInt n_args);
void SP_(io_post_syscall)(ThreadId tid, UInt number, UWord* args, UInt n_args,
                          SysRes result);

#endif
