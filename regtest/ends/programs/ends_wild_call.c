/* A call to an address where no code is.
   totals: no */
#include <stdio.h>

int main(void)
{
	void (*wild)(void) = (void (*)(void))0x123456;
	puts("calling");
	wild();
	return 0;
}
