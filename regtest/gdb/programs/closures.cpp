/* Lambdas that capture all of it: [&], [=], `this`, one inside another, passed on, kept in structs,
 * recursive through themselves, called at once. */
#include <stdio.h>

struct Button {
	int presses = 0;
	int limit;
	explicit Button(int l) : limit(l) {}
	int press_all(int n)
	{
		int extra = 2;
		auto press = [this, &extra](int times) {
			for (int i = 0; i < times && presses < limit; i++)
				presses += extra;
			extra = 1;
			return presses;
		};
		auto twice = [&] {
			int first = press(n);
			return first + press(n);
		};
		return twice();
	}
};

template <class F> struct Kept {
	F run;
	int calls;
	int operator()(int x)
	{
		calls++;
		return run(x);
	}
};

template <class F> static Kept<F> keep(F f)
{
	return { f, 0 };
}

template <class F> static int sum_of(const int (&list)[4], F take)
{
	int sum = 0;

	for (int x : list)
		if (take(x))
			sum += x;
	return sum;
}

int main()
{
	int list[4] = { 3, 1, 4, 1 };
	int calls = 0, limit = 2;
	double scale = 0.5;
	char name[] = "abc";
	auto all = [&](int x) {
		calls++;
		auto deeper = [&] {
			int seen = calls;
			auto deepest = [=] { return seen + x + limit; };
			return deepest();
		};
		return deeper() > 5;
	};
	auto copies = [=](int x) mutable {
		scale *= x;
		name[0] = 'A' + x;
		return (int)scale + name[0];
	};
	auto kept = keep([&calls, scale](int x) { return calls + (int)(x * scale); });
	int sum = sum_of(list, all) + sum_of(list, [](int x) { return x > 1; });
	Button button(5);

	sum += copies(2) + copies(3) + kept(8) + kept(9);
	sum += [&, sum](int x) { limit = x; return sum * x; }(2);
	sum += button.press_all(2);
	printf("%d %d %d %s\n", sum, calls, limit, name);
	return 0;
}
