/* Bit fields, unions and scoped enums in classes: with access, constructors, default values, anonymous
 * members, members that are enums of one byte, alignas, and classes that are empty. */
#include <stdint.h>
#include <stdio.h>

enum class Suit : unsigned char { clubs = 1, hearts = 200, spades };
enum class Signed : short { low = -300, zero = 0, high = 300 };
enum Flags : uint64_t { none = 0, read = 1, write = 2, huge = 1ull << 50 };
enum Old { one = 1, two, minus = -1 };

struct Empty {};
struct Marked : Empty { Empty inside; char mark; };

class Card {
	Suit suit : 8;
	unsigned rank : 4, : 2, seen : 1;
	signed shift : 5;
	bool wild : 1;

public:
	Card(Suit s, unsigned r) : suit(s), rank(r), seen(0), shift(-3), wild(r == 13) {}
	unsigned value() { seen = 1; return wild ? 99 : rank; }
	void turn(int by) { shift += by; }
};

class Value {
	enum { number, pointer, letters } kind;
	union {
		double as_number;
		const Card *as_pointer;
		char as_letters[8];
		struct { int low, high; };
	};

public:
	Value(double d) : kind(number), as_number(d) {}
	Value(const Card *c) : kind(pointer), as_pointer(c) {}
	Value(char a, char b) : kind(letters), as_letters{ a, b } {}
	int get() const { return kind == number ? (int)as_number : kind == pointer ? 1 : low; }
};

struct alignas(16) Line {
	char text[5];
	Signed level = Signed::high;
	Flags flags = none;
};

static Flags operator|(Flags a, Flags b) { return (Flags)((uint64_t)a | b); }

int main()
{
	Card card(Suit::hearts, 13), deck[2] = { Card(Suit::spades, 1), Card((Suit)77, 12) };
	Value values[3] = { 2.5, &card, Value('a', 'b') };
	Marked marked = {};
	Line line;
	Old old = two;
	int sum = 0;

	for (Card &c : deck)
		sum += c.value();
	for (const Value &v : values)
		sum += v.get();
	card.turn(-4);
	line.flags = read | huge;
	line.flags = line.flags | write;
	line.level = Signed::low;
	line.text[0] = (char)card.value();
	marked.mark = 'm';
	old = minus;
	printf("%d %d %d %d %llx\n", sum, line.text[0], (int)line.level, old + marked.mark,
	       (unsigned long long)line.flags);
	return 0;
}
