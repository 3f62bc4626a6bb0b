/* A return address that is overwritten: the program dies of it, not the tool.
   compile: -g -O0 -fno-stack-protector
   totals: no */
#include <stdio.h>
#include <string.h>

static volatile size_t length = 64;

static void smash(void)
{
	char small[8];
	memset(small, 0x41, length);
}

int main(void)
{
	puts("smashing");
	smash();
	return 0;
}
