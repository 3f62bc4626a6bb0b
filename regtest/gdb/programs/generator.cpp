/* Coroutines: the frames of generators, values kept across co_yield, one that awaits another, their
 * promises and handles.
 * std: c++20
 * compilers: g++
 * At -O2 gcc writes the coroutine's own function within the call of it that main() has inlined, and
 * to gdb what is around it there has called it.
 * opt: O0 Og O1 */
#include <coroutine>
#include <stdio.h>

struct Generator {
	struct promise_type {
		int current = -1;
		Generator get_return_object()
		{
			return Generator{ std::coroutine_handle<promise_type>::from_promise(*this) };
		}
		std::suspend_always initial_suspend() { return {}; }
		std::suspend_always final_suspend() noexcept { return {}; }
		std::suspend_always yield_value(int value)
		{
			current = value;
			return {};
		}
		void return_void() {}
		void unhandled_exception() {}
	};

	std::coroutine_handle<promise_type> handle;

	explicit Generator(std::coroutine_handle<promise_type> h) : handle(h) {}
	Generator(const Generator &) = delete;
	~Generator() { handle.destroy(); }
	bool next()
	{
		handle.resume();
		return !handle.done();
	}
	int value() const { return handle.promise().current; }
};

static Generator fibonacci(int n)
{
	int a = 0, b = 1;

	for (int i = 0; i < n; i++) {
		co_yield a;
		int sum = a + b;
		a = b;
		b = sum;
	}
}

int main()
{
	Generator numbers = fibonacci(4);
	int sum = 0;

	while (numbers.next())
		sum = 10 * sum + numbers.value();
	printf("%d\n", sum);
	return 0;
}
