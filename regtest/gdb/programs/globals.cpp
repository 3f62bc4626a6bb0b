/* Global objects: constructed before main and destroyed after it, in order; references, null
 * pointers, static locals with a guard, anonymous namespaces, unnamed objects' sides. */
#include <cstddef>
#include <stdio.h>

struct Log {
	int lines;
	const char *last;
	Log() : lines(0), last("none") { add("made"); }
	~Log() { add("gone"); printf("%d lines\n", lines); }
	void add(const char *what) { last = what; lines++; }
};

static Log journal;
Log &as_reference = journal;
static const Log &as_const = as_reference;
int numbers[3] = { 1, 2, 3 };
int (&as_array)[3] = numbers;
int &second = numbers[1];
int &&temporary = 40 + 2;
std::nullptr_t nothing = nullptr;

static int computed(int from)
{
	int result = from * 3;

	journal.add("computed");
	return result;
}

int after = computed(second);
static int (&to_function)(int) = computed;

namespace {
struct Hidden {
	int secret;
	explicit Hidden(int s) : secret(s + after) {}
} hidden(5), others[2] = { Hidden(1), Hidden(2) };
}

namespace kit {
Hidden inside(7);
int &reach = inside.secret;
}

static Log &journal_of(int n)
{
	static Log own;
	static int calls = computed(n);
	static int &steps = calls;

	steps++;
	own.lines += n;
	return own;
}

int main()
{
	void *none = nothing;
	auto also = nullptr;

	second = 20;
	temporary++;
	kit::reach -= 2;
	as_array[2] = to_function(2);
	journal_of(2).add("first");
	journal_of(3).add("second");
	as_reference.add(none == also ? "null" : "set");
	printf("%d %d %d %d %s\n", after, numbers[1], hidden.secret + others[1].secret, temporary,
	       as_const.last);
	return 0;
}
