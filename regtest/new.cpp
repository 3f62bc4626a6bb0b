// Every operator new and delete, in a known order.
// compile: -g -O0 -std=c++17 -fsized-deallocation
#include <new>

struct alignas(64) Wide { char c[64]; };
struct Counted { int n; ~Counted() { n = 0; } };

int main()
{
	delete new int;
	delete[] new char[21];
	delete new Wide;
	delete[] new Wide[2];
	delete[] new Counted[3];
	delete new (std::nothrow) short;
	delete[] new (std::nothrow) char[22];
	::operator delete(::operator new(23), std::size_t(23));
	::operator delete[](::operator new[](24, std::align_val_t(128)), std::align_val_t(128));
	return 0;
}
