/* Callbacks that are kept: std::function, functions and members bound, algorithms of the library that
 * call back with frames of ours above frames of its own. */
#include <algorithm>
#include <functional>
#include <stdio.h>
#include <vector>

struct Event {
	int kind, payload;
};

class Bus {
	std::vector<std::function<int(const Event &)>> handlers;
	int sent = 0;

public:
	void on(std::function<int(const Event &)> handler) { handlers.push_back(handler); }
	int send(const Event &event)
	{
		int sum = 0;
		for (const auto &handler : handlers)
			sum += handler(event);
		sent++;
		return sum;
	}
};

static int plain(const Event &e)
{
	return e.kind;
}

struct Handler {
	int calls;
	int operator()(const Event &e) { return ++calls * e.payload; }
	int handle(const Event &e) const { return calls + e.kind; }
};

struct ByKind {
	bool operator()(const Event &a, const Event &b) const { return a.kind < b.kind; }
};

int main()
{
	std::vector<Event> events = { { 3, 10 }, { 1, 20 }, { 2, 30 } };
	Bus bus;
	Handler handler = { 4 };
	int total = 0, seen = 0;

	bus.on(plain);
	bus.on(handler);
	bus.on([&seen](const Event &e) { return seen += e.kind; });
	bus.on(std::bind(&Handler::handle, &handler, std::placeholders::_1));
	std::sort(events.begin(), events.end(), ByKind());
	std::for_each(events.begin(), events.end(), [&](const Event &e) { total += bus.send(e); });
	auto found = std::find_if(events.begin(), events.end(), [](const Event &e) { return e.payload == 30; });
	if (found != events.end())
		found->payload = -1;
	printf("%d %d %d\n", total, seen, events[1].payload);
	return 0;
}
