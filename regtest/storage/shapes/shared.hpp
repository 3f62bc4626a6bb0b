#include <cstring>
#include <string>
#include <vector>

/* What was never written shows what other code left on the stack, which is not the same in every
 * shape: so nothing is left.  Its own steps are not compared. */
inline void wipe(void)
{
	char room[16384];

	memset(room, 0, sizeof room);
}

struct Shape {
	enum class Kind : unsigned char { round, angled };
	struct Id { int number; };
	static int count;
	std::string name;
	Kind kind = Kind::angled;
	explicit Shape(const char *n) : name(n) { count++; }
	virtual double area() const { return 0; }
	virtual ~Shape() { count--; }
};

namespace zoo {
	template <typename A, typename B> struct Pair { A first; B second; };
	Shape *make(int radius);
	inline namespace v2 { extern Pair<int, long> most; }
}
