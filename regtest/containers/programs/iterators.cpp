// Iterators of every container; the element that they lead to.
// also: -D_GLIBCXX_DEBUG -D_GLIBCXX_USE_CXX11_ABI=0
#include <deque>
#include <forward_list>
#include <iterator>
#include <list>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

int main()
{
	std::vector<int> vector{ 10, 20, 30 };
	std::vector<bool> bits{ true, false, true };
	std::deque<int> deque{ 1, 2, 3 };
	std::list<std::string> list{ "one", "two" };
	std::forward_list<int> forward{ 4, 5 };
	std::map<int, std::string> map{ { 1, "m" }, { 2, "n" } };
	std::multiset<std::string> set{ "s", "t" };
	std::unordered_map<std::string, int> hash{ { "h", 1 } };
	std::unordered_set<long> numbers{ 77 };
	std::string string = "string";
	auto in_vector = vector.begin();
	auto in_bits = bits.begin();
	std::vector<bool>::const_iterator in_const_bits = bits.begin() + 2;
	auto bit = bits[1];
	auto in_deque = deque.begin();
	auto in_list = list.begin();
	std::list<std::string>::const_iterator in_const_list = list.begin();
	auto in_forward = forward.begin();
	std::forward_list<int>::const_iterator in_const_forward = forward.begin();
	auto in_map = map.begin();
	auto in_set = set.begin();
	auto in_hash = hash.begin();
	auto in_bucket = hash.begin(hash.bucket("h"));
	auto in_numbers = numbers.cbegin();
	auto in_string = string.begin() + 2;
	auto reverse = vector.rbegin();
	auto reverse_map = map.rbegin();
	auto moving = std::make_move_iterator(vector.begin());
	std::vector<int>::iterator nowhere{};
	std::map<int, std::string>::iterator no_node{};
	++in_vector, ++in_bits, ++in_deque, ++in_list;          // stop // shows in_numbers: {"summary": "iterator", "leads_to": 77} // shows reverse: {"summary": "reverse iterator", "leads_to": 30}
	++in_forward, ++in_map, ++in_set, ++in_hash;            // stop // shows in_vector: {"leads_to": 20} // shows in_deque: {"leads_to": 2} // shows in_list: {"leads_to": "two"} // shows bit: {"summary": "reference to a bit", "value": false}
	++reverse, ++reverse_map, ++moving;                     // stop // shows in_forward: {"leads_to": 5} // shows in_set: {"leads_to": "t"} // shows in_hash: {"value": "0x0"}
	bit = true;                                             // stop // shows reverse: {"leads_to": 20} // shows moving: {"leads_to": 20, "summary": "move iterator"} // shows reverse_map: {"summary": "reverse iterator"}
	return 0;                                               // stop // shows bit: {"value": true}
}
