// The containers of a newer libstdc++.
#include <array>
#include <cstdio>
#include <deque>
#include <forward_list>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <variant>
#include <vector>

int main()
{
	std::string text = "short", longer = "a string that is too long for its own buffer";
	std::string_view view = longer;
	std::vector<int> numbers = { 1, 2, 3 };
	std::vector<bool> bits = { true, false, true };
	std::array<short, 2> pair = { 4, 5 };
	std::deque<int> deque = { 6, 7 };
	std::list<char> list = { 'a', 'b' };
	std::forward_list<int> forward = { 8, 9 };
	std::map<int, std::string> map = { { 1, "one" }, { 2, "two" } };
	std::set<long> set = { 10, 11 };
	std::unordered_map<int, int> hashed = { { 12, 13 } };
	std::unique_ptr<int> unique = std::make_unique<int>(14);
	std::shared_ptr<int> shared = std::make_shared<int>(15), other = shared;
	std::optional<int> some = 16, none;
	std::variant<int, double> variant = 1.5;
	std::tuple<int, char> tuple = { 17, 'c' };

	numbers.push_back(4);
	std::puts("made"); // stop
	map.erase(1);
	deque.push_front(5);
	other.reset();
	return 0; // stop
}
