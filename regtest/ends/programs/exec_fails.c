/* exec fails three times and the program goes on. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
	int before = 1;
	execl("/nonexistent/program", "program", (char *)NULL);
	int first = errno == ENOENT;
	execl("/", "directory", (char *)NULL);
	int second = errno == EACCES;
	execl("/dev/null", "null", (char *)NULL);
	int third = errno == EACCES;
	printf("%d %d %d %d\n", before, first, second, third);
	return 7;                       /* now: before=1 first=1 second=1 third=1 */
}
