/* What a leak check says at the end and on request: chains and cycles, pointers into blocks that
 * count as pointers to them (new[] with destructors, second bases) and one that does not, blocks of
 * no size, pools, counts; and a block that the program's own allocator has cut up. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <string>
#include <vector>

#include <valgrind/memcheck.h>

struct Node {
	Node *next;
	char room[24];
};

struct First {
	virtual ~First() {}
	int x;
};

struct Second {
	virtual ~Second() {}
	int y;
};

struct Both : First, Second {
	int z;
};

struct Counted {
	~Counted() {}
	int x;
};

static Node *list;
static char *middle;
static Second *second;
static Counted *counted;
static std::string *kept;
static char *cut;
static char pool[8];

static void __attribute__((noinline)) lose()
{
	Node *chain = (Node *)malloc(sizeof(Node));
	Node *one = new Node, *other = new Node;

	chain->next = (Node *)malloc(16);
	chain->next->next = NULL;
	one->next = other;
	other->next = one;
	delete[] new int[3];
	malloc(0);
	new std::vector<int>(10);
}

static void __attribute__((noinline)) keep()
{
	for (int i = 0; i < 3; i++) {
		Node *n = (Node *)malloc(sizeof(Node));
		n->next = list;
		list = n;
	}
	middle = (char *)malloc(100) + 50;
	second = new Both;
	counted = new Counted[5];
	kept = new std::string(100, 'x');
}

static void __attribute__((noinline)) cut_up()
{
	cut = (char *)malloc(1000);
	VALGRIND_MALLOCLIKE_BLOCK(cut + 100, 50, 0, 0);
	VALGRIND_MALLOCLIKE_BLOCK(cut + 200, 60, 0, 0);
	VALGRIND_CREATE_MEMPOOL(pool, 0, 0);
	VALGRIND_MEMPOOL_ALLOC(pool, cut + 300, 70);
}

static void __attribute__((noinline)) clear_stack()
{
	volatile char room[4000];

	memset((void *)room, 0, sizeof room);
}

int main()
{
	unsigned long lost = 0, dubious = 0, reachable = 0, suppressed = 0;

	keep();
	lose();
	cut_up();
	clear_stack();
	VALGRIND_DO_LEAK_CHECK;
	VALGRIND_COUNT_LEAKS(lost, dubious, reachable, suppressed);
	fprintf(stderr, "bytes: %lu %lu %lu %lu\n", lost, dubious, reachable, suppressed);
	VALGRIND_COUNT_LEAK_BLOCKS(lost, dubious, reachable, suppressed);
	fprintf(stderr, "blocks: %lu %lu %lu %lu\n", lost, dubious, reachable, suppressed);
	return 0;
}
