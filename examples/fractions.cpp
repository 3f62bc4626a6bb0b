// Operators of a class of one's own.
#include <iostream>
#include <numeric>

class Fraction {
public:
	Fraction(int n, int d = 1) : top(n / std::gcd(n, d)), bottom(d / std::gcd(n, d)) {}
	Fraction operator+(const Fraction &o) const
	{
		return Fraction(top * o.bottom + o.top * bottom, bottom * o.bottom);
	}
	bool operator==(const Fraction &o) const { return top == o.top && bottom == o.bottom; }
	friend std::ostream &operator<<(std::ostream &out, const Fraction &f)
	{
		return out << f.top << '/' << f.bottom;
	}

private:
	int top, bottom;
};

int main()
{
	Fraction half(1, 2), third(2, 6);
	Fraction sum = half + third + 1;
	std::cout << sum << ' ' << (sum == Fraction(22, 12)) << '\n';
}
