// Every operator new and delete of C++17, sized, aligned and nothrow.
// compile: -g -O0 -std=c++17 -fsized-deallocation
#include <cstdint>
#include <cstdio>
#include <new>
#include <string>
#include <vector>

struct alignas(128) Wide { char c[128]; int n; };
struct Small { int n; ~Small() { n = 0; } };

int main()
{
	int *one = new int(5);
	Small *many = new Small[3];
	many[2].n = 9;
	Wide *wide = new Wide;
	Wide *wides = new Wide[2];
	wide->n = 1;
	std::printf("%d %d\n", int((std::uintptr_t)wide % 128), int((std::uintptr_t)wides % 128));
	char *quiet = new (std::nothrow) char[10];
	void *raw = ::operator new(40);
	::operator delete(raw, std::size_t(40));
	void *aligned = ::operator new[](96, std::align_val_t(64));
	::operator delete[](aligned, std::align_val_t(64));
	delete[] quiet;
	delete[] wides;
	delete wide;
	delete[] many;
	delete one;
	std::vector<std::string> words;
	for (int i = 0; i < 10; i++)
		words.push_back(std::string(50, char('a' + i)));
	std::printf("%s\n", words[9].c_str());
	return 0;
}
