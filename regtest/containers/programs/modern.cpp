// What C++17 brought: optional, variant, any, string_view, path; and some older helpers.
// standards: 17 20
#include <any>
#include <array>
#include <atomic>
#include <bitset>
#include <chrono>
#include <complex>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <variant>
#include <vector>

static int plain(int x) { return x + 1; }

int main()
{
	std::optional<int> maybe;
	std::optional<std::string> text;
	std::optional<std::vector<int>> list{ { 1, 2 } };
	std::variant<int, double, std::string> variant;
	std::variant<std::monostate, std::vector<int>> second;
	std::any any;
	std::string_view view = "view of it", empty_view;
	std::wstring_view wide = L"w\u00e9";
	std::filesystem::path path = "/tmp/some/file.txt";
	std::bitset<3> three(5);
	std::bitset<100> hundred;
	std::atomic<int> counter{ 3 };
	std::atomic<bool> flag{ true };
	std::atomic<double> ratio{ 0.5 };
	std::complex<double> complex(1, -2);
	std::chrono::milliseconds delay(250);
	std::chrono::hours hours(3);
	std::chrono::duration<double> seconds(1.5);
	std::error_code error = std::make_error_code(std::errc::no_such_file_or_directory);
	std::function<int(int)> none, function = plain;
	std::initializer_list<int> literal = { 7, 8, 9 };
	std::map<std::string, std::variant<int, std::string>> mixed;
	std::thread::id thread;
	int sum = 0;
	maybe = 5;                                                  // stop // shows any: {"summary": "std::any (no value)"}
	text = "set";                                               // stop // shows counter: {"value": 3, "summary": "std::atomic"}
	variant = 2.5;                                              // stop // shows flag: {"value": true}
	variant = "string now";                                     // stop // shows ratio: {"value": 0.5}
	second = std::vector<int>{ 4, 5 };                          // stop // shows error: {"value": 2, "summary": "std::error_code"}
	hundred.set(70).set(3);                                     // stop // shows none: {"value": "0x0", "summary": "std::function (empty)"}
	mixed["a"] = 1;                                             // stop // shows delay: {"value": 250, "summary": "std::chrono::duration in ms"}
	mixed["b"] = "two";                                         // stop // shows hours: {"value": 3, "summary": "std::chrono::duration in h"}
	maybe.reset();                                              // stop // shows seconds: {"value": 1.5, "summary": "std::chrono::duration in s"}
	path /= "more";                                             // stop // shows path: {"string": "/tmp/some/file.txt"}
	sum += function(1);                                         // stop // shows literal: {"summary": "std::initializer_list of length 3"}
	list.reset();                                               // stop // shows thread: {"value": 0}
	return sum == 0;                                            // stop // shows function: {"summary": "std::function"}
}
