/* Several bases and virtual ones: subobjects of virtual bases where each object has them, `this`
 * adjusted in calls through every base, order of construction, casts along and across. */
#include <stdio.h>

struct Named {
	const char *name;
	explicit Named(const char *n) : name(n) {}
	virtual ~Named() {}
	virtual int size() const { return 1; }
};

struct Counted {
	static int alive;
	int id;
	Counted() : id(++alive) {}
	Counted(const Counted &) : id(++alive) {}
	virtual ~Counted() { alive--; }
	virtual int count() const { return id; }
};

int Counted::alive;

struct Input : virtual Named {
	int read;
	explicit Input(int r) : Named("input"), read(r) {}
	int size() const override { return read; }
};

struct Output : virtual Named, virtual Counted {
	short written;
	explicit Output(short w) : Named("output"), written(w) {}
	int count() const override { return written + id; }
};

struct Stream : Input, Output {
	double rate;
	Stream(int r, short w) : Named("stream"), Input(r), Output(w), rate(0.5) {}
	int size() const override { return read + written; }
};

struct Tagged : Counted {};

struct Logged : Stream, Tagged {
	char level;
	Logged() : Named("logged"), Stream(10, 20), level('i') {}
	int count() const override { return Stream::id * 100 + Tagged::id; }
};

static int total(const Named &n, const Output *o)
{
	int sum = n.size();

	if (const Stream *s = dynamic_cast<const Stream *>(&n))
		sum += s->written;
	if (o)
		sum += o->count();
	return sum;
}

int main()
{
	Input input(3);
	Stream stream(4, 5);
	Named *named = &stream;
	Output *output = &stream;
	int sum = total(input, nullptr) + total(stream, output);
	{
		Logged *logged = new Logged;
		Output &as_output = *logged;
		Counted *other = as_output.name ? output : nullptr;
		sum += total(*logged, &as_output) + other->count();
		as_output.name = "changed";
		logged->rate *= 2;
		delete static_cast<Named *>(logged);
	}
	if (Input *across = dynamic_cast<Input *>(output))
		across->read = 7;
	named->name++;
	printf("%d %s %d %d\n", sum, stream.name, stream.size(), Counted::alive);
	return 0;
}
