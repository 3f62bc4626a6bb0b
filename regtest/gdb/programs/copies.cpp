/* Copies and moves: a string class with all five members, swapped, returned with and without a copy,
 * passed by value and by &&, in arrays, assigned to itself. */
#include <stdio.h>
#include <string.h>
#include <utility>

class Text {
	char *data;
	size_t length;

public:
	static int copies, moves;
	Text(const char *from = "") : data(nullptr), length(strlen(from))
	{
		data = new char[length + 1];
		memcpy(data, from, length + 1);
	}
	Text(const Text &other) : Text(other.data) { copies++; }
	Text(Text &&other) noexcept : data(other.data), length(other.length)
	{
		other.data = nullptr;
		other.length = 0;
		moves++;
	}
	Text &operator=(Text other)
	{
		swap(*this, other);
		return *this;
	}
	~Text() { delete[] data; }
	friend void swap(Text &a, Text &b) noexcept
	{
		std::swap(a.data, b.data);
		std::swap(a.length, b.length);
	}
	friend Text operator+(Text a, const Text &b)
	{
		Text both;
		delete[] both.data;
		both.length = a.length + b.length;
		both.data = new char[both.length + 1];
		memcpy(both.data, a.data, a.length);
		memcpy(both.data + a.length, b.data, b.length + 1);
		return both;
	}
	size_t size() const { return length; }
	const char *get() const { return data ? data : "(none)"; }
};

int Text::copies, Text::moves;

static Text made(int n)
{
	if (n == 0)
		return "none";
	Text named("named");
	return named;
}

static size_t taken(Text &&from)
{
	Text mine = std::move(from);

	return mine.size();
}

struct Person {
	Text name;
	int age;
};

int main()
{
	Text a("first"), b = a, c = made(1), d = made(0);
	Person people[2] = { { "Ann", 30 }, { Text("Bob"), 40 } };
	Person copy = people[0];
	Text &same = a;

	b = a + c;
	a = same;
	swap(c, d);
	size_t n = taken(std::move(b)) + taken(Text("temporary"));
	people[1] = std::move(copy);
	printf("%s %s %s %s %zu %s %d %d\n", a.get(), b.get(), c.get(), d.get(), n, people[1].name.get(),
	       Text::copies, Text::moves);
	return 0;
}
