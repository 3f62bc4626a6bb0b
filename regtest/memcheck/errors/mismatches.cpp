// Freed by another family than it was made by; and errors in members, constructors and containers.
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

static volatile int sum;

struct Thing {
	int number;
	char name[12];
	int value() const { return number; }
	~Thing() { sum++; }
};

static void malloc_delete()
{
	int *volatile p = static_cast<int *>(malloc(sizeof *p));
	delete p;
}

static void new_free()
{
	int *volatile p = new int;
	free(p);
}

static void array_delete()
{
	int *volatile p = new int[4];
	delete p;
}

static void new_delete_array()
{
	char *volatile p = new char;
	delete[] p;
}

static void deleted_member()
{
	Thing *volatile t = new Thing;
	t->number = 4;
	delete t;
	sum += t->value();
}

static void undefined_member()
{
	Thing *t = new Thing;
	if (t->value() == 5)
		sum++;
	delete t;
}

static void deleted_twice()
{
	Thing *volatile t = new Thing[2]();
	delete[] t;
	sum += t[1].number;
}

static void behind_vector()
{
	std::vector<int> v(4);
	int *p = v.data();
	sum += p[4];
	v.push_back(3);
	sum += p[0];
}

static void dangling_string()
{
	const char *p;
	{
		std::string s = "long enough to be in a block of its own";
		p = s.c_str();
	}
	sum += p[3];
	sum += static_cast<int>(strlen(p));
}

static void new_array_tail()
{
	Thing *t = new Thing[3];
	t[3].number = 1;
	if (t[2].number > 2)
		sum++;
	delete[] t;
}

int main()
{
	static void (*const all[])() = { malloc_delete, new_free, array_delete, new_delete_array,
		deleted_member, undefined_member, deleted_twice, behind_vector, dangling_string,
		new_array_tail };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		all[i]();
}
