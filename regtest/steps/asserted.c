/* An assertion that fails: what it says is the message. */
#undef NDEBUG
#include <assert.h>

int main(void)
{
	int n = 3;
	assert(n == 4);
	return 0;
}
