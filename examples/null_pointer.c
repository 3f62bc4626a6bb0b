/* What happens when nothing is behind a pointer.
   ends: 1 */
#include <stdio.h>
#include <string.h>

struct person { const char *name; struct person *boss; };

int main(void)
{
	struct person top = { "Ada", NULL }, other = { "Bob", &top };
	const struct person *p = &other;
	while (1) {
		printf("%s\n", p->name);
		p = p->boss;
	}
}
