/* A header of the user's, which has steps as any file. */
#include <algorithm>

template <class T> T larger(T a, T b)
{
	return a < b ? b : a;
}

inline int twice(int n) { return 2 * n; }
