/* Client requests with addresses and sizes that are nonsense: they do no harm, and the
 * program goes on. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include "memcheck.h"

static const unsigned long wild[] = {
	0, 8, 0x1000, 0x4141414141414141, ~0ul, ~0ul - 4096, 1ul << 37, (1ul << 47) - 8
};
#define N (sizeof wild / sizeof wild[0])

int main(void)
{
	char *p = malloc(64);
	char *none = mmap(NULL, 8192, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	for (unsigned i = 0; i < N; i++) {
		void *w = (void *)wild[i];
		for (unsigned j = 0; j < N; j++) {
			unsigned long n = wild[j];
			VALGRIND_MAKE_MEM_NOACCESS(w, n & 0xffffff);
			VALGRIND_CHECK_MEM_IS_ADDRESSABLE(w, n & 0xffffff);
			VALGRIND_CHECK_MEM_IS_DEFINED(w, n & 0xffffff);
			VALGRIND_GET_VBITS(w, w, n);
			VALGRIND_GET_VBITS(p, w, 8);
			VALGRIND_SET_VBITS(p, w, 8);
			VALGRIND_SET_VBITS(w, p, n);
			VALGRIND_CREATE_BLOCK(w, n, w);
			VALGRIND_DISCARD(n);
			VALGRIND_MALLOCLIKE_BLOCK(w, n, 0, 1);
			VALGRIND_RESIZEINPLACE_BLOCK(w, n, n / 2, 8);
			VALGRIND_FREELIKE_BLOCK(w, n & 0xff);
			VALGRIND_CREATE_MEMPOOL(w, 0, 0);
			VALGRIND_MEMPOOL_ALLOC(w, w, n);
			VALGRIND_MEMPOOL_TRIM(w, w, n / 2);
			VALGRIND_MEMPOOL_CHANGE(w, w, p, 8);
			VALGRIND_MEMPOOL_FREE(w, w);
			VALGRIND_DISABLE_ADDR_ERROR_REPORTING_IN_RANGE(w, n);
			VALGRIND_ENABLE_ADDR_ERROR_REPORTING_IN_RANGE(w, n);
			VALGRIND_DO_CLIENT_REQUEST_STMT(VG_USERREQ__COUNT_LEAKS, w, w, w, w, 0);
			VALGRIND_DO_CLIENT_REQUEST_STMT(_VG_USERREQ__MEMCHECK_RECORD_OVERLAP_ERROR,
							w, w, w, n, 0);
			VALGRIND_DO_CLIENT_REQUEST_STMT(_VG_USERREQ__MEMCHECK_VERIFY_ALIGNMENT,
							w, 0, 0, 0, 0);
		}
	}
	VALGRIND_MALLOCLIKE_BLOCK(none, 8192, 0, 0);
	VALGRIND_MAKE_MEM_UNDEFINED(none, 4096);
	VALGRIND_GET_VBITS(p, none, 8);
	VALGRIND_DO_LEAK_CHECK;
	puts("alive");
	return 0;
}
