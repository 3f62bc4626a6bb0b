/* Thread-local variables: of the program, of a library linked at start (initial-exec and
 * global-dynamic), of two that dlopen loads (TLS descriptors, and too large for the static part),
 * in the main thread and in others, before and after each thread has them.
 * library: start
 * library: plug -mtls-dialect=gnu2
 * library: wide
 * link: start
 * args: {folder}/libplug.so {folder}/libwide.so
 * watch: own own_record own_zero inner start.c::start_hidden start_seen start_zero start_inner
 * watch: plug_pair plug.c::plug_count plug_inner wide_first wide.c::wide_room */
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
extern int start_turn(int by);
extern __thread double start_seen;
__thread int own = 5;
static __thread struct { char name[6]; int *at; } own_record = { "main", 0 };
_Thread_local int own_zero __attribute__((aligned(256)));
static int (*plug)(int), (*wide)(int);

static int turn(int by)
{
	static __thread int inner = 1;
	own += by;
	inner++;
	own_record.at = &own;
	own_zero = by;
	int sum = start_turn(by);               /* stop */
	if (plug)
		sum += plug(by);
	if (wide && by != 2)
		sum += wide(by);
	return sum + own;                       /* stop */
}

static void *work(void *arg)
{
	own = *(int *)arg;
	own_record.name[0] = 'w';
	turn(2);
	turn(7);
	return 0;                               /* stop */
}

int main(int argc, char **argv)
{
	pthread_t thread[2];
	int number[2] = { 100, 200 };
	turn(1);
	void *lib = dlopen(argv[1], RTLD_NOW);
	plug = (int (*)(int))dlsym(lib, "plug_turn");
	turn(6);
	void *wide_lib = dlopen(argv[2], RTLD_NOW);
	wide = (int (*)(int))dlsym(wide_lib, "wide_turn");
	turn(3);                                /* stop */
	for (int i = 0; i < 2; i++) {
		pthread_create(&thread[i], 0, work, &number[i]);
		pthread_join(thread[i], 0);
	}
	printf("%d %g\n", turn(4), start_seen);  /* stop */
	plug = wide = 0;
	dlclose(wide_lib);
	dlclose(lib);
	turn(5);
	return 0;                               /* stop */
}
