/* Threads, one after another: locals on their stacks, arguments by value and reference, results left
 * in shared objects under a lock. */
#include <mutex>
#include <stdio.h>
#include <thread>

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

static void work(Account &account, int times)
{
	int list[3] = { 1, 2, 3 };

	for (int i = 0; i < times; i++) {
		int *p = &list[i % 3];
		account.change(*p);
		*p = -*p;
	}
}

int main()
{
	Account account;
	int result = 0;

	std::thread first(work, std::ref(account), 2);
	first.join();
	std::thread second([&result, &account](int factor) {
		int seen = account.balance;
		result = seen * factor;
	}, 3);
	second.join();
	std::thread third(&Account::change, &account, -50);
	third.join();
	printf("%d %d %d\n", account.balance, account.changes, result);
	return 0;
}
