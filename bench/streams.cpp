// What a first program in C++ is: most of its time goes to the compiler, and there to <iostream>.
#include <iostream>

int main()
{
	std::cout << "hello, world\n";
}
