/* Heap blocks of threads, of a forked child, which is not recorded, and of a program that a signal
 * ends.  Threads run one after the other, so that each tool sees the same order. */
#include <csignal>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

static void work(int n)
{
	long *blocks[8];

	for (int i = 0; i < n; i++)
		blocks[i] = new long[10 + i];
	for (int i = n - 1; i >= 2; i--)
		delete[] blocks[i];
}

int main(int argc, char **)
{
	std::thread(work, 4).join();
	std::thread(work, 8).join();
	pid_t child = fork();
	if (child == 0) {
		work(3);
		_exit(0);
	}
	waitpid(child, nullptr, 0);
	work(5);
	if (argc > 1)
		raise(SIGTERM);
	return 0;
}
