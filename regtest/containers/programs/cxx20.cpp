// What C++20 brought, and what its library adds to older classes.
// standards: 20
#include <atomic>
#include <chrono>
#include <compare>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <memory_resource>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

struct small { int a, b; };
struct first_empty {};
struct second_empty {};
struct thrower { thrower(int) { throw 1; } thrower(const thrower &) {} };
struct deleter { int calls; std::string tag; template <class T> void operator()(T *p) const { delete[] p; } };

static void destroy(int *p) { delete p; }

int main()
{
	using namespace std::chrono_literals;
	int number = 7;
	std::vector<int> ints{ 1, 2, 3 };
	std::unique_ptr<int[]> array(new int[3]{ 4, 5, 6 });
	std::unique_ptr<int[], deleter> stateful(new int[2]{ 7, 8 }, deleter{ 3, "tag" });
	std::unique_ptr<int, void (*)(int *)> by_pointer(new int(9), destroy);
	std::shared_ptr<int[]> shared_array(new int[2]{ 1, 2 });
	std::shared_ptr<void> shared_void = std::make_shared<int>(5);
	std::weak_ptr<int> expired = std::make_shared<int>(3);
	std::atomic<small> atomic_struct{ small{ 3, 4 } };
	std::atomic<int *> atomic_pointer{ &number };
	std::atomic<std::shared_ptr<int>> atomic_shared{ std::make_shared<int>(4) };
	std::atomic<unsigned char> atomic_char{ 65 };
	std::atomic<long double> atomic_real{ 2.5L };
	std::atomic_flag flag;
	std::atomic_ref<int> atomic_ref(number);
	std::span<int> span(ints);
	std::span<int, 2> fixed_span(ints.data(), 2);
	std::optional<std::reference_wrapper<int>> maybe(number);
	std::variant<int, thrower> variant = 6;
	std::tuple<first_empty, second_empty> empties;
	std::tuple<first_empty, int, second_empty> between(first_empty(), 5, second_empty());
	std::tuple<int &, const std::vector<int> &> references(number, ints);
	std::pair<int &, first_empty> pair(number, first_empty());
	std::byte byte{ 0x41 };
	std::vector<std::byte> bytes{ std::byte{ 1 }, std::byte{ 255 } };
	auto strong = 1 <=> 2, equal = 1 <=> 1;
	auto partial = 1.0 <=> __builtin_nan("");
	std::weak_ordering weak = strong;
	std::monostate monostate;
	std::pmr::vector<int> pmr_vector{ 1, 2 };
	std::pmr::string pmr_string = "pmr";
	std::pmr::map<int, std::pmr::string> pmr_map{ { 1, "one" } };
	std::map<int, std::string> map{ { 1, "x" } };
	std::unordered_map<std::string, int> hash{ { "a", 1 } };
	auto handle = map.extract(1);
	auto hash_handle = hash.extract("a");
	auto no_handle = map.extract(2);
	std::u8string u8 = u8"gr\u00fc\u00df";
	std::filesystem::path path = "/tmp/file.txt", root = "/", relative = "name";
	auto component = path.begin();
	std::chrono::weeks weeks(1);
	std::chrono::years years(3);
	std::chrono::duration<float, std::ratio<1, 3>> thirds(2.5f);
	std::chrono::sys_days days{ std::chrono::days(19000) };
	std::chrono::year_month_day date{ std::chrono::year{ 2024 }, std::chrono::month{ 2 }, std::chrono::day{ 29 } };
	std::chrono::weekday weekday{ 2 };
	try { variant.emplace<1>(5); } catch (int) {}
	number++;                                               // stop // shows variant: {"summary": "std::variant (no value)", "fields": []} // shows expired: {"summary": "std::weak_ptr (expired, weak count 1)"}
	++component;                                            // shows atomic_struct: {"first": 3} // shows atomic_char: {"value": 65} // shows atomic_ref: {"summary": "std::atomic_ref", "leads_to": 8}
	number--, flag.test_and_set();                          // shows flag: {"value": false} // shows handle: {"summary": "node handle"} // shows no_handle: {"summary": "node handle (no value)"} // shows component: {"summary": "iterator", "value": true}
	number++;                                               // stop // shows flag: {"value": true} // shows hash_handle: {"summary": "node handle"} // shows weeks: {"value": 1, "summary": "std::chrono::duration in weeks"}
	number++;                                               // shows years: {"summary": "std::chrono::duration in years"} // shows thirds: {"value": 2.5, "summary": "std::chrono::duration in [1/3]s"} // shows weekday: {"value": 2}
	number++;                                               // shows date: {"summary": "std::chrono::year_month_day 2024-02-29"} // shows days: {"value": 19000, "summary": "std::chrono::time_point in d since the epoch"}
	number++;                                               // shows array: {"summary": "std::unique_ptr", "leads_to": 4} // shows stateful: {"leads_to": 7} // shows by_pointer: {"leads_to": 9} // shows shared_array: {"leads_to": 1}
	number++;                                               // shows atomic_shared: {"summary": "std::atomic (use count 1, weak count 0)", "leads_to": 4} // shows root: {"string": "/"} // shows path: {"string": "/tmp/file.txt", "length": 13}
	return number == 0;                                     // stop // shows strong: {"text": "std::strong_ordering::less"} // shows equal: {"text": "std::strong_ordering::equal"} // shows weak: {"text": "std::weak_ordering::less"}
}
