/* Records as exercises have them: an array of structs with texts, dates in bit fields and flags,
 * sorted, searched, and totalled through pointers and callbacks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum flags { NONE = 0, FRAGILE = 1, HEAVY = 2, IMPORTED = 4, HUGE_FLAG = 1ll << 40 };
enum level { LOW = -1, MIDDLE, HIGH };

struct date { unsigned day : 5, month : 4, year : 12; };

struct item {
	char name[12];
	int count;
	float price;
	struct date bought;
	enum flags flags;
	enum level level;
};

static struct item stock[5];
static int n_items;

static struct item *add(const char *name, int count, float price, enum flags flags)
{
	struct item *item = &stock[n_items++];

	strncpy(item->name, name, sizeof item->name - 1);
	item->count = count;
	item->price = price;
	item->bought = (struct date){ 1 + n_items, 12, 2000 + n_items };
	item->flags = flags;
	item->level = count < 3 ? LOW : count < 10 ? MIDDLE : HIGH;
	return item;
}

static int by_name(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static double total(double (*worth)(const struct item *))
{
	double sum = 0;

	for (const struct item *i = stock; i < stock + n_items; i++)
		sum += worth(i);
	return sum;
}

static double value_of(const struct item *i) { return i->count * i->price; }
static double heavy(const struct item *i) { return i->flags & HEAVY ? i->count : 0; }

int main(void)
{
	struct item *cup = add("cup", 12, 2.5f, FRAGILE), key = { "anvil" }, *found;

	add("anvil", 2, 99, HEAVY | IMPORTED);
	add("ship", 5, 1e6f, HUGE_FLAG | HEAVY);
	cup->flags |= IMPORTED;
	cup->bought.month = 7;
	qsort(stock, n_items, sizeof *stock, by_name);
	found = bsearch(&key, stock, n_items, sizeof *stock, by_name);
	if (found)
		found->count--;
	printf("%g %g %s %d\n", total(value_of), total(heavy), stock[1].name, found ? found->count : -1);
	return 0;
}
