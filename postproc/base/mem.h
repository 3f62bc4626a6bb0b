/* Memory that never fails: running out of it is one message and exit(2), in mem.c only. */
#ifndef BASE_MEM_H
#define BASE_MEM_H
#include <stddef.h>

void *mem_alloc(size_t len);                            /* zeroed; free() it */
void *mem_grow(void *p, size_t count, size_t each);     /* realloc(p, count * each), overflow checked */
char *mem_strdup(const char *s);
#endif
