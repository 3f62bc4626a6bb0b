#include <string.h>

/* What was never written shows what other code left on the stack, which is not the same in every
 * shape: so nothing is left.  Its own steps are not compared. */
static inline void wipe(void)
{
	char room[16384];

	memset(room, 0, sizeof room);
}

struct hidden;
struct point { int x; double y; };
struct list { int value; struct point at; struct list *next; };
struct hidden *hidden_make(const char *name);
int hidden_step(struct hidden *h, int by);
void hidden_free(struct hidden *h);
