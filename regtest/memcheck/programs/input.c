/* System calls define what they have written, and no more: read, pread, getcwd, pipes, stat, time.
 * stdin: some input\nand more */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv, char **envp)
{
	char buffer[32], line[40], path[4096];
	char *heap = malloc(16), *name = argv[0], *variable = envp[0];
	struct stat st;
	struct timeval tv;
	struct timespec ts;
	struct iovec parts[2];
	struct tm *broken, copy;
	struct utsname machine;
	int ends[2], n, number, count;
	time_t now;

	n = (int)read(0, buffer, 4);
	n += (int)read(0, heap, 2);
	if (pipe(ends) == 0 && write(ends[1], "hello", 5) == 5)
		n += (int)read(ends[0], line, sizeof line);
	parts[0].iov_base = line + 20;
	parts[0].iov_len = 3;
	parts[1].iov_base = line + 30;
	parts[1].iov_len = 5;
	if (write(ends[1], "123456", 6) == 6)
		n += (int)readv(ends[0], parts, 2);
	if (getcwd(path, sizeof path))
		n += (int)strlen(path) > 0;
	n += stat("/", &st);
	n += gettimeofday(&tv, NULL);
	n += clock_gettime(CLOCK_REALTIME, &ts);
	now = time(NULL);
	broken = gmtime(&now);
	copy = *broken;
	n += uname(&machine);
	if (fgets(line, 10, stdin))
		n++;
	n += sscanf("12 13", "%d %d %d", &number, &count, &copy.tm_sec);
	n += snprintf(buffer, sizeof buffer, "%d", number);
	return n == 12345 || argc == 0 || !name || !variable || copy.tm_year == 1;
}
