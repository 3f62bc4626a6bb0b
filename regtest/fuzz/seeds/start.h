/* A program without a library: the ELF file stays at a few KB, and all of it is ours. */
#ifndef START_H
#define START_H
int main(void);

#ifdef __cplusplus
extern "C" {
#endif

/* Compilers call it to clear what is large. */
void *memset(void *to, int c, unsigned long n)
{
	for (unsigned long i = 0; i < n; i++)
		((volatile char *)to)[i] = (char)c;
	return to;
}

void __attribute__((force_align_arg_pointer)) _start(void)
{
	int status = main();

	__asm__ volatile("syscall" : : "a"(60), "D"(status));
}

#ifdef __cplusplus
}
#endif
#endif
