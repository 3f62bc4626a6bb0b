// A class that copies what it points to, and moves it where a copy is not needed.
#include <iostream>
#include <utility>

class Buffer {
public:
	explicit Buffer(int n) : size(n), data(new int[n]()) {}
	Buffer(const Buffer &o) : size(o.size), data(new int[o.size])
	{
		for (int i = 0; i < size; i++)
			data[i] = o.data[i];
	}
	Buffer(Buffer &&o) noexcept : size(std::exchange(o.size, 0)), data(std::exchange(o.data, nullptr)) {}
	Buffer &operator=(const Buffer &) = delete;
	~Buffer() { delete[] data; }
	int size;
	int *data;
};

int main()
{
	Buffer a(2);
	a.data[0] = 7;
	Buffer b = a;
	b.data[0] = 8;
	Buffer c = std::move(a);
	std::cout << a.size << ' ' << b.data[0] << ' ' << c.data[0] << '\n';
}
