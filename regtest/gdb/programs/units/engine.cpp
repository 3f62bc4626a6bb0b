#include "shared.h"

namespace app {
struct Handle {
	int weight;
	Handle *next;
};

struct Engine::Secret {
	int key;
	int turned() { return ++key; }
};

Handle *open(int weight)
{
	return new Handle{ weight, nullptr };
}

int weight(const Handle *handle)
{
	return handle->weight;
}

void close(Handle *handle)
{
	delete handle;
}

Engine::Engine(int p) : power(p), secret(new Secret{ p * 2 })
{
	running++;
}

Engine::~Engine()
{
	delete secret;
}

int Engine::start(int times)
{
	int turns = 0;

	while (times--)
		turns += secret->turned();
	return turns + power + common(2);
}
}
