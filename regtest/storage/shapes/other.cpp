/* The other unit. */
#include "shared.hpp"

int Shape::count = 0;
zoo::Pair<int, long> zoo::v2::most{ 1, 2 };

namespace zoo {
	class Circle : public Shape {
		int radius;
	public:
		explicit Circle(int r) : Shape("circle"), radius(r) { kind = Kind::round; }
		double area() const override { return 3 * radius * radius; }
	};

	Shape *make(int radius)
	{
		Pair<int, long> here{ radius, radius * 2L };
		if (here.second > most.second)
			most = here;
		return new Circle(radius);
	}
}
