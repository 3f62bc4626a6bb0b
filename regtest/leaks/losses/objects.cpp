/* Objects that are lost: with their container, by an exception, by a thread.  "loses N": so many
   blocks are lost while that line runs, and never found again. */
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

struct Shape {
	virtual ~Shape() {}
	int *area = nullptr;
};

struct Square : Shape {
	explicit Square(int n) { area = new int(n); }
};

struct Tree {
	Tree *left = nullptr, *right = nullptr;
};

static Tree *grow(int depth)
{
	Tree *t = new Tree;
	if (depth > 0) {
		t->left = grow(depth - 1);
		t->right = grow(depth - 1);
	}
	return t;
}

static void fail(Shape *shape)
{
	if (shape->area)
		throw std::runtime_error("no"); /* loses 2 */
}

static void lose_by_exception()
{
	Shape *shape = new Square(2);
	fail(shape);
}

static void work(int n)
{
	int *made = new int[10];
	made[0] = n;
}                                               /* loses 1 */

struct Peer {
	std::shared_ptr<Peer> other;
};

static void make_cycle()
{
	auto a = std::make_shared<Peer>(), b = std::make_shared<Peer>();
	a->other = b;
	b->other = a;
}                                               /* loses 2 */

static void fill_and_drop()
{
	std::vector<Shape *> shapes;
	for (int i = 0; i < 3; i++)
		shapes.push_back(new Square(i));
}                                               /* loses 6 */

static std::vector<int> *numbers;

static std::vector<int> *make_numbers(int n)
{
	return new std::vector<int>(n);
}

int main()
{
	fill_and_drop();
	Tree *tree = grow(2);
	tree->left->right = nullptr;            /* loses 1 */
	tree = tree->right;                     /* loses 3 */
	tree = nullptr;                         /* loses 3 */
	try {
		lose_by_exception();
	} catch (const std::exception &) {
	}
	std::thread(work, 1).join();
	make_cycle();
	numbers = make_numbers(100);
	std::vector<int> *others = make_numbers(200);
	numbers = others;                       /* loses 2 */
	delete numbers;
	return 0;
}
