/* What system calls are given: undefined bytes, places that are no memory, both in structs and
 * strings; made directly and through the C library. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static volatile long sum;

static int sink(void)
{
	return open("/dev/null", O_WRONLY);
}

static void write_undefined(void)
{
	char *p = malloc(10);

	memset(p, 1, 5);
	sum += write(sink(), p, 10);
}

static void write_local(void)
{
	char local[16];

	local[0] = 1;
	sum += write(sink(), local, sizeof local);
}

static void write_behind(void)
{
	char *p = calloc(10, 1);

	sum += write(sink(), p, 12);
}

static void write_freed(void)
{
	char *volatile p = calloc(10, 1);

	free(p);
	sum += write(sink(), p, 4);
}

static void read_behind(void)
{
	int fd = open("/dev/zero", O_RDONLY);
	char *p = malloc(10);

	sum += read(fd, p, 12);
}

static void undefined_number(void)
{
	int *p = malloc(sizeof *p);

	sum += close(*p);
}

static void undefined_path(void)
{
	char *p = malloc(10);

	p[0] = '/';
	p[9] = 0;
	sum += open(p, O_RDONLY);
}

static void structure(void)
{
	struct timespec *t = malloc(sizeof *t);

	t->tv_sec = 0;
	sum += nanosleep(t, NULL);
}

static void vectors(void)
{
	struct iovec v[2];
	char *p = calloc(4, 1), *q = malloc(4);

	v[0].iov_base = p;
	v[0].iov_len = 4;
	v[1].iov_base = q;
	v[1].iov_len = 4;
	sum += writev(sink(), v, 2);
}

static void direct(void)
{
	char *p = malloc(8);

	sum += syscall(SYS_write, sink(), p, 8);
}

static void action(void)
{
	struct sigaction a;

	a.sa_handler = SIG_IGN;
	sum += sigaction(SIGUSR1, &a, NULL);
}

static void fine(void)
{
	struct stat st;
	char buffer[64];
	int fd = open("/dev/zero", O_RDONLY);

	sum += read(fd, buffer, sizeof buffer);
	sum += write(sink(), buffer, sizeof buffer);
	sum += fstat(fd, &st);
	if (st.st_mode == 3)
		sum++;
}

int main(void)
{
	static void (*const all[])(void) = { write_undefined, write_local, write_behind, write_freed,
		read_behind, undefined_number, undefined_path, structure, vectors, direct, action, fine };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		all[i]();
	return 0;
}
