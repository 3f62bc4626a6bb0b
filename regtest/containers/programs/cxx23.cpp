// What C++23 brought, and coroutines.
// standards: 23
// compilers: g++
#include <coroutine>
#include <expected>
#include <string>
#include <vector>

struct task {
	struct promise_type {
		int last = 0;
		task get_return_object() { return { std::coroutine_handle<promise_type>::from_promise(*this) }; }
		std::suspend_never initial_suspend() noexcept { return {}; }
		std::suspend_always final_suspend() noexcept { return {}; }
		std::suspend_always yield_value(int x) { last = x; return {}; }
		void return_void() {}
		void unhandled_exception() {}
	};
	std::coroutine_handle<promise_type> handle;
};

static task count(int from)
{
	for (int i = from; i < from + 2; i++)
		co_yield i;
}

static std::expected<std::string, int> half(int x)
{
	if (x % 2)
		return std::unexpected(x);
	return std::string(x / 2, 'h');
}

int main()
{
	std::expected<std::string, int> good = half(6), bad = half(7);
	std::expected<void, std::string> nothing, failed = std::unexpected("why");
	std::expected<std::vector<int>, int> many = std::vector<int>{ 1, 2 };
	std::coroutine_handle<> none;
	task counter = count(5);
	counter.handle.resume();                // shows counter: {"code": "count"} // shows good: {"summary": "std::expected", "first": "hhh"} // shows bad: {"summary": "std::expected (error)", "first": 7} // shows nothing: {"summary": "std::expected", "fields": []}
	counter.handle.destroy();               // shows failed: {"summary": "std::expected (error)", "first": "why"} // shows many: {"first": "std::vector of length 2, capacity 2"} // shows none: {"summary": "std::coroutine_handle (empty)", "value": "0x0"}
	return 0;                              
}
