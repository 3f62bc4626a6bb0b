/* Threads, one after another: locals on their stacks, arguments by value and reference, results left
 * in shared objects under a lock.
 *
 * Which of two threads that run at once stops first is chance.  So a thread is started and joined in
 * one go, by a function that is taken for one of the system's: it has no steps. */
#include <mutex>
#include <stdio.h>
#include <thread>
#include <utility>

template <class... Args> void run_thread(Args &&...args);

struct Account {
	std::mutex lock;
	int balance = 100;
	int changes = 0;
	void change(int by)
	{
		std::lock_guard<std::mutex> hold(lock);
		int before = balance;
		balance = before + by;
		changes++;
	}
};

static int calls;

static void work(Account &account, int times)
{
	int list[3] = { 1, 2, 3 };

	for (int i = 0; i < times; i++) {
		int *p = &list[i % 3];
		account.change(*p);
		*p = -*p;
		calls++;
	}
}

static int nested(Account *account, int depth)
{
	int below = depth - 1;

	if (!depth) {
		run_thread(work, std::ref(*account), 1);
		return account->balance;
	}
	return nested(account, below) + below;
}

int main()
{
	Account account;
	int result = 0, factor = 3;

	run_thread(work, std::ref(account), 2);
	run_thread([&result, &account](int by) {
		int seen = account.balance;
		result = seen * by;
	}, factor);
	run_thread(&Account::change, &account, -50);
	result += nested(&account, 2);
	printf("%d %d %d %d\n", account.balance, account.changes, result, calls);
	return 0;
}

#line 1 "/usr/include/run_thread.h"
template <class... Args> void run_thread(Args &&...args)
{
	std::thread thread(std::forward<Args>(args)...);

	thread.join();
}
