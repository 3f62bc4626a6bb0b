// What a class does not say in its own type: what an any and a function hold, whose error it is.
// standards: 17 20
#include <any>
#include <functional>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

struct point { int x, y; };
struct wide { long v[6]; std::string name; };
struct functor { int k; int operator()(int x) const { return x + k; } };
struct sharer { std::shared_ptr<int> p; int operator()(int x) const { return x + *p; } };
struct mine : std::error_category {
	const char *name() const noexcept override { return "mine"; }
	std::string message(int) const override { return "message"; }
};

static mine category;

static int plain(int x) { return x + 1; }

int main()
{
	int number = 4;
	long *other = new long(6);
	std::string text = "captured";
	std::any any;
	std::function<int(int)> f;
	std::function<int(const point &)> member = &point::y;
	std::error_code error(7, category);
	any = 5;                                        // stop // shows any: {"summary": "std::any (no value)"}
	any = point{ 1, 2 };                            // stop // shows any: {"summary": "std::any holding int"}
	any = std::string("in an any");                 // stop // shows any: {"summary": "std::any holding point"}
	any = wide{ { 1, 2, 3 }, "wide" };
	any = std::vector<int>{ 1, 2, 3 };              // stop // shows any: {"summary": "std::any holding wide"}
	any = (const char *)"literal";                  // stop
	any = std::any();                               // stop // shows any: {"summary": "std::any holding const char *"}
	f = plain;                                      // stop // shows f: {"summary": "std::function (empty)", "value": "0x0"}
	f = [number](int x) { return x + number; };     // stop // shows f: {"summary": "std::function", "text": "<plain>"}
	f = [number, text](int x) { return x + number + (int)text.size(); };    // shows f: {"summary": "std::function holding a lambda"} // shows f: {"first": 4}
	f = [other](int x) { return x + (int)*other; };                         // shows f: {"summary": "std::function holding a lambda"} // shows f: {"first": 4}
	f = functor{ 9 };
	f = sharer{ std::make_shared<int>(3) };         // shows f: {"summary": "std::function holding functor"} // shows f: {"first": 9}
	f = nullptr;                                    // shows f: {"summary": "std::function holding sharer"} // shows f: {"first": "std::shared_ptr (use count 1, weak count 0)"}
	f = std::function<int(int)>();                  // shows member: {"summary": "std::function holding int point::*"} // shows error: {"value": 7, "summary": "std::error_code of mine"}
	delete other;
	return 0;
}
