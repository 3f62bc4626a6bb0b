/* Virtual bases lie where the object's vtable says; a constructor sees them before they are made.
 */
#include <stdio.h>

struct Top {
	int top = 1;
	virtual ~Top() {}
	virtual int value() const { return top; }
};

struct Left : virtual Top {
	int left = 2;
	int value() const override { return left + top; }
};

struct Right : virtual Top {
	int right = 3;
};

struct Bottom : Left, Right {
	int bottom = 4;
	int value() const override { return bottom + left + right + top; }
};

struct Plain {
	int plain = 5;
};

struct Mixed : Plain, virtual Top {
	short mixed = 6;
};

static int ask(const Top &top)
{
	int result = top.value();

	return result;
}

int main()
{
	Bottom bottom;
	Mixed mixed;
	Left left;
	Top &as_top = bottom;
	Right *as_right = &bottom;
	int sum = ask(bottom) + ask(mixed) + ask(left);

	as_right->top = 10;
	sum += as_top.value() + mixed.mixed;
	printf("%d\n", sum);
	return 0;
}
