/* Overloaded operators, conversions, literals of one's own, friends, default arguments, overloads and
 * const-ness, as classes of numbers have them. */
#include <stdio.h>

class Fraction {
	int over, under;
	static int gcd(int a, int b) { return b ? gcd(b, a % b) : a; }

public:
	Fraction(int o = 0, int u = 1) : over(o), under(u) { reduce(); }
	Fraction &operator+=(const Fraction &f)
	{
		over = over * f.under + f.over * under;
		under *= f.under;
		return reduce();
	}
	Fraction operator-() const { return Fraction(-over, under); }
	Fraction &operator++() { return *this += 1; }
	Fraction operator++(int)
	{
		Fraction was = *this;
		++*this;
		return was;
	}
	explicit operator double() const { return (double)over / under; }
	explicit operator bool() const { return over != 0; }
	friend Fraction operator+(Fraction a, const Fraction &b) { return a += b; }
	friend bool operator<(const Fraction &a, const Fraction &b);

private:
	Fraction &reduce()
	{
		int by = gcd(over < 0 ? -over : over, under);
		over /= by;
		under /= by;
		return *this;
	}
};

bool operator<(const Fraction &a, const Fraction &b)
{
	return a.over * b.under < b.over * a.under;
}

static Fraction operator"" _th(unsigned long long n)
{
	return Fraction(1, (int)n);
}

static long double operator"" _km(long double d) { return d * 1000; }

struct Grid {
	int cell[3][3];
	int &operator()(int x, int y = 0) { return cell[y][x]; }
	const int *operator[](int y) const { return cell[y]; }
	Grid *operator->() { return this; }
	int operator,(int n) const { return cell[0][0] + n; }
	void *operator new(size_t size, Grid *at) { return size ? at : nullptr; }
};

static int describe(int x, const char *name = "int", double scale = 1.5) { return (int)(x * scale) + name[0]; }
static int describe(double x) { return (int)x; }
static int describe(const Fraction &f) { return f ? 1 : 0; }

int main()
{
	Fraction half(1, 2), sum = half + 3_th + -6_th;
	Fraction old = sum++;
	Grid grid = {};
	double length = 1.5_km;
	Grid *same = new (&grid) Grid(grid);

	grid(1, 2) = 7;
	grid(2)++;
	same->cell[0][0] = grid[2][1] + grid->cell[0][2];
	int n = (grid, 3) + describe(2) + describe(2.5) + describe(old) + describe(1, "x");
	printf("%g %g %d %g %d\n", (double)sum, (double)old, old < sum, length, n);
	return 0;
}
