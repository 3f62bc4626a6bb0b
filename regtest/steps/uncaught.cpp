// An exception that nobody catches ends the program at the line that throws, with its type and what().
#include <stdexcept>

struct Refused : std::runtime_error {
	Refused() : std::runtime_error("no room") { }
};

static void ask(int n)
{
	if (n == 2)
		throw Refused();
}

int main()
{
	for (int i = 1; i < 4; i++)
		ask(i);
}
