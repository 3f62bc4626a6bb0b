// Memory that is no container: 40 live ones, with words of them replaced.
#include <any>
#include <array>
#include <atomic>
#include <chrono>
#include <compare>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <filesystem>
#include <forward_list>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <set>
#include <span>
#include <stack>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

namespace noise {

inline unsigned long next()
{
	static unsigned long seed = 1;
	seed = seed * 6364136223846793005ul + 1442695040888963407ul;
	return seed >> 20;
}

inline unsigned long word(const void *near)
{
	static char *block = static_cast<char *>(malloc(4096));
	switch (next() % 10) {
	case 0:  return 0;
	case 1:  return next() % 40;
	case 2:  return next() << 30 ^ next();
	case 3:  return reinterpret_cast<unsigned long>(near) + next() % 8 * 8;
	case 4:  return reinterpret_cast<unsigned long>(&block) + next() % 64 * 8;
	case 5:  return reinterpret_cast<unsigned long>(__builtin_frame_address(0)) + next() % 512;
	case 6:  return reinterpret_cast<unsigned long>(&next) + next() % 64;
	case 7:  return ~0ul - next() % 16;
	default: return reinterpret_cast<unsigned long>(block) + next() % 512 * 8;
	}
}

// Bytes where a T may be, of its own type, as new gives them.
template <class T> T *room()
{
	return static_cast<T *>(::operator new(sizeof(T)));
}

// A T whose memory is a live one's, but for some words, or all.
template <class T> void disturb(T *p, const T &live)
{
	unsigned long words[sizeof(T) / 8 + 1] = { 0 };
	size_t n = sizeof(T) / 8 + 1, often = next() % 6;
	memcpy(words, &live, sizeof(T));
	for (size_t i = 0; i < n; i++)
		if (often == 0 || next() % n < often)
			words[i] = word(p);
	memcpy(static_cast<void *>(p), words, sizeof(T));
}

}

using std::string;

// name, type, what is alive
#define CONTAINERS(X) \
	X(string_, string, ("a longer text than fits in here")) \
	X(short_, string, ("short")) \
	X(wide, std::wstring, (L"wide text that is long enough")) \
	X(view, std::string_view, ("view")) \
	X(path, std::filesystem::path, ("/a/path")) \
	X(vector, std::vector<int>, { 1, 2, 3 }) \
	X(strings, std::vector<string>, { "one", "two" }) \
	X(nested, std::vector<std::vector<std::vector<int>>>, { { { 1 }, { 2 } }, { { 3 } } }) \
	X(bits, std::vector<bool>, { true, false, true }) \
	X(array, (std::array<string, 3>), { "x", "y", "z" }) \
	X(deque, std::deque<int>, { 1, 2, 3 }) \
	X(deques, std::deque<std::deque<string>>, { { "one" }, { "two" } }) \
	X(list, std::list<int>, { 1, 2, 3 }) \
	X(lists, std::list<std::list<int>>, { { 1 }, { 2, 3 } }) \
	X(forward, std::forward_list<int>, { 1, 2, 3 }) \
	X(map, (std::map<int, string>), { { 1, "one" }, { 2, "two" }, { 3, "three" } }) \
	X(maps, (std::map<int, std::map<int, int>>), { { 1, { { 2, 3 } } } }) \
	X(set, std::set<string>, { "a", "b", "c" }) \
	X(hash, (std::unordered_map<string, int>), { { "a", 1 }, { "b", 2 } }) \
	X(hashes, (std::unordered_set<int>), { 1, 2, 3 }) \
	X(span, std::span<int>, {}) \
	X(stack, (std::stack<int>), {}) \
	X(pair, (std::pair<string, std::vector<int>>), ("one", std::vector<int>{ 1 })) \
	X(tuple, (std::tuple<int, string, double>), (1, "two", 3.0)) \
	X(optional, std::optional<string>, ("set")) \
	X(variant, (std::variant<int, string, std::vector<int>>), (string("held"))) \
	X(any, std::any, (string("in an any"))) \
	X(small_any, std::any, (5)) \
	X(function, std::function<int(int)>, ([](int x) { return x; })) \
	X(unique, std::unique_ptr<string>, (new string("owned"))) \
	X(shared, std::shared_ptr<string>, (std::make_shared<string>("shared"))) \
	X(weak, std::weak_ptr<string>, {}) \
	X(in_vector, std::vector<int>::iterator, {}) \
	X(in_map, (std::map<int, string>::iterator), {}) \
	X(in_hash, (std::unordered_map<string, int>::iterator), {}) \
	X(in_bits, std::vector<bool>::iterator, {}) \
	X(in_deque, std::deque<int>::iterator, {}) \
	X(reverse, std::vector<int>::reverse_iterator, {}) \
	X(code, std::error_code, {}) \
	X(date, std::chrono::year_month_day, {})

template <class T> struct type;
template <class R, class T> struct type<R(T)> { typedef T is; };
#define TYPE(t) type<void(t)>::is

#define DECLARE(name, t, ...) \
	static TYPE(t) live_##name __VA_ARGS__; \
	static TYPE(t) *name = noise::room<TYPE(t)>();
CONTAINERS(DECLARE)

#define DISTURB(name, t, ...) noise::disturb(name, live_##name);
#define DISTURB_ALL CONTAINERS(DISTURB)
