/* Constructors and destructors: of members and bases, of temporaries, in order of scopes, and when an
 * exception unwinds; new and delete. */
#include <stdio.h>

static int alive;

struct Token {
	int id;
	Token(int i) : id(i) { alive++; }
	Token(const Token &other) : id(other.id + 100) { alive++; }
	Token &operator=(const Token &other)
	{
		id = other.id;
		return *this;
	}
	~Token() { alive--; }
};

struct Both : Token {
	Token member;
	int *data;
	Both(int i) : Token(i), member(i + 1), data(new int[3]{ i, i, i }) {}
	~Both() { delete[] data; }
};

static int copied(const Token &from)
{
	Token t = from;

	return t.id;
}

static int fails(int n)
{
	Token guard(n);

	if (n > 2)
		throw Both(n);
	return guard.id;
}

static int tries(int n)
{
	try {
		return fails(n);
	} catch (const Token &caught) {
		return -caught.id;
	}
}

int main()
{
	Both both(10);
	int sum = copied(both) + copied(Token(3));

	{
		Token inner = both.member;
		sum += inner.id;
		inner = both;
		sum += inner.id;
	}
	sum += tries(1) + tries(5);
	Token *list = new Token[2]{ Token(7), Token(8) };
	sum += list[1].id;
	delete[] list;
	Both *one = new Both(4);
	sum += one->data[1] + one->member.id;
	delete one;
	printf("%d %d\n", sum, alive);
	return 0;
}
