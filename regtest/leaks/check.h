/* CHECK is where what leads to heap blocks is compared: Memcheck looks at the
   one whose number the program is given, spp-post at each. */
#include <stdlib.h>
#include <valgrind/memcheck.h>

static int checks, wanted;

/* What older lines have left in registers is no pointer of the program's, but
   Memcheck takes it for one. */
#define CLEAR_REGISTERS \
   __asm__ volatile ("xor %%eax, %%eax; xor %%ebx, %%ebx; xor %%ecx, %%ecx;" \
                     "xor %%edx, %%edx; xor %%esi, %%esi; xor %%edi, %%edi;" \
                     "xor %%r8d, %%r8d; xor %%r9d, %%r9d; xor %%r10d, %%r10d;" \
                     "xor %%r11d, %%r11d; xor %%r12d, %%r12d; xor %%r13d, %%r13d;" \
                     "xor %%r14d, %%r14d; xor %%r15d, %%r15d" \
                     : : : "rax", "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9", \
                     "r10", "r11", "r12", "r13", "r14", "r15", "cc")

#define CHECK do { \
      CLEAR_REGISTERS; \
      if (++checks == wanted) VALGRIND_DO_LEAK_CHECK; \
   } while (0)

#define WANTED(argc, argv) (wanted = (argc) > 1 ? atoi((argv)[1]) : 0)
