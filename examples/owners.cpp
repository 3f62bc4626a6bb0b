// Who owns an object: one, several, or nobody for long.
#include <iostream>
#include <memory>
#include <string>

struct Thing {
	explicit Thing(std::string n) : name(std::move(n)) {}
	~Thing() { std::cout << name << " goes\n"; }
	std::string name;
};

int main()
{
	auto one = std::make_unique<Thing>("one");
	auto moved = std::move(one);
	auto shared = std::make_shared<Thing>("shared");
	std::weak_ptr<Thing> watcher = shared;
	auto second = shared;
	shared.reset();
	std::cout << (one == nullptr) << ' ' << second.use_count() << '\n';
	second.reset();
	std::cout << watcher.expired() << '\n';
}
