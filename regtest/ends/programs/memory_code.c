/* Code made at run time and changed after it has run.
   tool: --smc-check=all */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

/* mov $imm32, %eax; ret */
static unsigned char code[] = { 0xb8, 1, 0, 0, 0, 0xc3 };

int main(void)
{
	unsigned char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
				MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int (*f)(void) = (int (*)(void))(void *)p;
	int sum = 0;
	memcpy(p, code, sizeof code);
	for (int i = 0; i < 5; i++) {
		p[1] = (unsigned char)(i + 1);
		sum += f();
	}
	printf("%d\n", sum);            /* now: sum=15 */
	munmap(p, 4096);
	return 0;
}
