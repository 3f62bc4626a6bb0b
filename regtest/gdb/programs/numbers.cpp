/* Numbers in classes: a matrix with rows on the heap, a polynomial in a vector, complex numbers and
 * valarrays of the library. */
#include <complex>
#include <stdio.h>
#include <vector>

class Matrix {
	int rows, columns;
	double **cell;

public:
	Matrix(int r, int c) : rows(r), columns(c), cell(new double *[r])
	{
		for (int i = 0; i < r; i++)
			cell[i] = new double[c]();
	}
	Matrix(const Matrix &m) : Matrix(m.rows, m.columns)
	{
		for (int i = 0; i < rows; i++)
			for (int j = 0; j < columns; j++)
				cell[i][j] = m.cell[i][j];
	}
	~Matrix()
	{
		for (int i = 0; i < rows; i++)
			delete[] cell[i];
		delete[] cell;
	}
	double *operator[](int i) { return cell[i]; }
	Matrix operator*(const Matrix &m) const
	{
		Matrix result(rows, m.columns);
		for (int i = 0; i < rows; i++)
			for (int j = 0; j < m.columns; j++)
				for (int k = 0; k < columns; k++)
					result[i][j] += cell[i][k] * m.cell[k][j];
		return result;
	}
};

struct Polynomial {
	std::vector<double> factor;
	double at(double x) const
	{
		double value = 0;
		for (auto f = factor.rbegin(); f != factor.rend(); ++f)
			value = value * x + *f;
		return value;
	}
};

int main()
{
	Matrix a(2, 2), unit(2, 2);
	Polynomial square = { { 1, 0, 2 } };
	std::complex<double> z(1, 2);
	std::vector<std::complex<float> > roots(2);

	a[0][1] = 3;
	a[1][0] = square.at(2);
	unit[0][0] = unit[1][1] = 1;
	Matrix product = a * unit;
	z *= z;
	roots[1] = std::complex<float>((float)z.real(), -1);
	printf("%g %g %g %g\n", product[0][1], product[1][0], z.imag(), roots[1].real());
	return 0;
}
