/* Base classes are members called as they are, with their own offsets, and so are the pointers to
 * vtables that they have.
 */
#include <stdio.h>

struct Empty {};

struct Shape {
	int sides;
	explicit Shape(int n) : sides(n) {}
	virtual ~Shape() {}
	virtual double area() const { return 0; }
};

struct Named {
	char name[8];
	int id;
};

class Square : public Shape, protected Named, private Empty {
	double edge;

public:
	Square(double e, int i) : Shape(4), edge(e)
	{
		name[0] = 's';
		name[1] = '\0';
		id = i;
	}
	double area() const override { return edge * edge; }
	int number() const { return id; }
};

class Cube final : public Square {
	int faces = 6;

public:
	Cube(double e) : Square(e, 7) {}
	double area() const override
	{
		double one = Square::area();
		return faces * one;
	}
};

static double measure(const Shape &shape)
{
	double a = shape.area();

	return a + shape.sides;
}

static const Named in_data = { "data", 3 };

int main()
{
	Square square(2, 1);
	Cube cube(3);
	Shape *shape = &cube;
	Shape *made = new Square(4, 9);
	double sum = measure(square) + measure(*shape) + measure(*made) + in_data.id;

	sum += square.number();
	delete made;
	printf("%g\n", sum);
	return 0;
}
