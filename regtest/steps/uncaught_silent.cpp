// The same where the program's own handler of std::terminate says nothing.
#include <cstdlib>
#include <exception>
#include <stdexcept>

static void mine()
{
	std::abort();
}

int main()
{
	std::set_terminate(mine);
	throw std::out_of_range("far away");
}
