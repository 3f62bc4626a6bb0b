namespace kit {
struct Part {
	enum material { wood, steel };
	struct Inner { int a, b; };
	int weight;
	material kind;
	Inner inner;
	static int made;
};

template <class T> struct Box {
	T value;
	Part *part;
	T get() const { return value + part->weight; }
};

struct Base {
	int base = 2;
	virtual int weight() const { return base; }
};

struct Special : Base {
	int own;
	explicit Special(int o) : own(o) {}
	int weight() const override { return own + base; }
};

int weigh(const Part &part);
}
