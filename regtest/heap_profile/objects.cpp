/* Heap blocks of C++: new and new[], aligned ones, containers, exceptions. */
#include <map>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

struct alignas(64) Wide { double d[8]; };

struct Shape {
	virtual ~Shape() = default;
	virtual double area() const = 0;
};

struct Square : Shape {
	double side;
	explicit Square(double s) : side(s) {}
	double area() const override { return side * side; }
};

static double shapes(int n)
{
	std::vector<std::unique_ptr<Shape>> all;
	double sum = 0;

	for (int i = 0; i < n; i++)
		all.push_back(std::make_unique<Square>(i));
	for (const auto &s : all)
		sum += s->area();
	return sum;
}

static int words(int n)
{
	std::map<int, std::string> names;

	for (int i = 0; i < n; i++)
		names[i] = std::string(20 + i, 'x');
	return (int)names.size();
}

static int thrown(int n)
{
	int caught = 0;

	for (int i = 0; i < n; i++)
		try {
			throw std::runtime_error("no");
		} catch (const std::exception &) {
			caught++;
		}
	return caught;
}

int main()
{
	int *numbers = new int[100]();
	Wide *wide = new Wide, *many = new Wide[3];
	double area = shapes(10);
	int rest = words(6) + thrown(3);

	delete wide;
	delete[] many;
	delete[] numbers;
	new long(1);
	return area > 0 && rest == 9 ? 0 : 1;
}
