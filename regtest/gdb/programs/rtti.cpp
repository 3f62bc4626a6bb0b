/* Classes that are asked what they are: typeid, dynamic_cast to references and void, abstract bases,
 * covariant results, virtual calls from constructors and destructors, heaps of shapes. */
#include <stdio.h>
#include <string.h>
#include <typeinfo>

class Shape {
protected:
	int calls = 0;

public:
	Shape() { note(0); }
	virtual ~Shape() { note(-1); }
	virtual double area() const = 0;
	virtual Shape *clone() const = 0;
	virtual void note(int what) { calls += what; }
};

class Square : public Shape {
	double side;

public:
	explicit Square(double s) : side(s) { note(1); }
	double area() const override { return side * side; }
	Square *clone() const override { return new Square(*this); }
	void note(int what) override { calls += 10 * what; }
};

class Circle final : public Shape {
	double radius;
	const char *label = "circle";

public:
	explicit Circle(double r) : radius(r) {}
	double area() const override { return 3 * radius * radius; }
	Circle *clone() const override
	{
		Circle *copy = new Circle(radius / 2);
		copy->label = "copy";
		return copy;
	}
};

static int kind(const Shape &shape)
{
	if (typeid(shape) == typeid(Circle))
		return 2;
	try {
		const Square &square = dynamic_cast<const Square &>(shape);
		return square.area() > 5 ? 3 : 1;
	} catch (const std::bad_cast &) {
		return 0;
	}
}

int main()
{
	Shape *shapes[4] = { new Square(2), new Circle(1), nullptr, nullptr };
	double sum = 0;
	int kinds = 0;

	for (int i = 0; i < 2; i++)
		shapes[i + 2] = shapes[i]->clone();
	for (Shape *shape : shapes) {
		sum += shape->area();
		kinds = 10 * kinds + kind(*shape);
	}
	void *whole = dynamic_cast<void *>(shapes[3]);
	kinds += whole == shapes[3];
	for (Shape *&shape : shapes) {
		delete shape;
		shape = nullptr;
	}
	printf("%g %d %zu\n", sum, kinds, strlen(typeid(Square).name()));
	return 0;
}
