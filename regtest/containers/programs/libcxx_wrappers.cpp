// libc++: pairs, tuples, smart pointers, optional, variant, any, function, atomics, times.
// compilers: clang++
// flags: -stdlib=libc++
// standards: 17 20
#include "says.h"
#include <map>
#include <system_error>
#include <thread>

struct empty_class {};
struct closer { void operator()(int *p) const { delete p; } };
struct counting { int n; void operator()(int *p) const { delete p; } };
struct thrower { thrower(int) { throw 1; } thrower(const thrower &) {} };
struct functor { int k; long more[5]; int operator()(int x) const { return x + k; } };
template <> struct says::sayer<empty_class> { static void say(const empty_class &) { printf("{\"list\": []}"); } };
template <> struct says::sayer<thrower> { static void say(const thrower &) { printf("{\"list\": []}"); } };

static int plain(int x) { return x + 1; }

int main()
{
	std::pair<int, std::string> pair(1, "one");
	std::pair<std::pair<char, bool>, double> nested({ 'c', true }, 2.5);
	std::tuple<> nothing;
	std::tuple<int> single(4);
	std::tuple<int, std::string, double> triple(1, "two", 3.5);
	std::tuple<empty_class, int, char> with_empty(empty_class(), 3, 'x');
	std::unique_ptr<int> no_int, an_int(new int(42));
	std::unique_ptr<std::string> text(new std::string("held"));
	std::unique_ptr<int, closer> closed(new int(7));
	std::unique_ptr<int, counting> counted(new int(8), counting{ 3 });
	std::shared_ptr<int> no_share, shared(new int(1)), made = std::make_shared<int>(2), copy = made;
	std::shared_ptr<std::string> made_string = std::make_shared<std::string>("made");
	std::weak_ptr<int> no_weak, weak = made, expired = std::make_shared<int>(9);
	int number = 7;
	std::reference_wrapper<int> reference(number);
	std::optional<int> no_optional, optional = 5;
	std::optional<std::string> optional_text = "set";
	std::variant<int, double, std::string> variant, in_second = 2.5, in_third = "third";
	std::variant<std::monostate, std::vector<int>> state;
	std::variant<int, thrower> valueless = 6;
	std::any no_any, small_any = 5, large_any = std::string("in an any"), vector_any = std::vector<int>{ 1, 2 };
	std::string_view view = "view of it", no_view;
	std::filesystem::path path = "/tmp/some/file.txt";
	std::atomic<int> counter{ 3 };
	std::atomic<bool> flag{ true };
	std::atomic<double> ratio{ 0.5 };
	std::atomic<int *> atomic_pointer{ &number };
	std::complex<double> complex(1, -2);
	std::chrono::milliseconds delay(250);
	std::chrono::duration<double> seconds(1.5);
	std::chrono::time_point<std::chrono::steady_clock> instant{ std::chrono::seconds(5) };
	std::error_code error = std::make_error_code(std::errc::no_such_file_or_directory);
	std::function<int(int)> none, function = plain, lambda = [number](int x) { return x + number; };
	std::function<int(int)> large = functor{ 9, {} };
	std::map<std::string, std::variant<int, std::string>> mixed{ { "a", 1 }, { "b", "two" } };
	std::thread::id thread;
	try { valueless.emplace<1>(5); } catch (int) {}
	SAY(pair); SAY(nested); SAY(nothing); SAY(single); SAY(triple); SAY(with_empty);
	SAY(no_int); SAY(an_int); SAY(text); SAY(closed); SAY(counted);
	SAY(no_share); SAY(shared); SAY(made); SAY(copy); SAY(made_string); SAY_TO(weak, *weak.lock());
	SAY(reference); SAY(no_optional); SAY(optional); SAY(optional_text);
	SAY(variant); SAY(in_second); SAY(in_third); SAY(state); SAY(valueless);
	SAY_HELD(small_any, std::any_cast<int>(small_any)); SAY_HELD(large_any, std::any_cast<std::string>(large_any));
	SAY_HELD(vector_any, std::any_cast<std::vector<int>>(vector_any));
	SAY(view); SAY(no_view); SAY(path); SAY(counter); SAY(flag); SAY(ratio); SAY(atomic_pointer);
	SAY(complex); SAY(delay); SAY(seconds); SAY(instant); SAY(mixed);
	number++;                               // shows no_any: {"summary": "std::any (no value)"} // shows error: {"value": 2, "summary": "std::error_code"}
	number++;                               // shows none: {"summary": "std::function (empty)", "value": "0x0"} // shows function: {"summary": "std::function", "text": "<plain>"}
	number++;                               // shows lambda: {"summary": "std::function holding a lambda", "first": 7} // shows large: {"summary": "std::function holding functor", "first": 9}
	number++;                               // shows thread: {"value": 0} // shows expired: {"summary": "std::weak_ptr (expired, weak count 1)"} // shows no_weak: {"summary": "std::weak_ptr (empty)"}
	number++;                               // shows copy: {"summary": "std::shared_ptr (use count 2, weak count 1)"} // shows delay: {"summary": "std::chrono::duration in ms"}
	state = std::vector<int>{ 4, 5 };
	shared.reset();
	optional.reset();
	small_any = std::string("a longer text than fits in here");
	SAY(state); SAY(shared); SAY(optional); SAY_HELD(small_any, std::any_cast<std::string>(small_any));
	return 0;
}
