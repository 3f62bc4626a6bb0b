/* Objects in memory of one's own: placement new, an arena, operator new of a class, arrays of objects
 * with constructors, aligned storage, explicit destructors. */
#include <new>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

struct Tracked {
	static int made, gone;
	int id;
	double weight;
	Tracked() : id(++made), weight(id * 0.5) {}
	explicit Tracked(int i) : id(i), weight(-1) { made++; }
	~Tracked() { gone++; }
};

int Tracked::made, Tracked::gone;

class Arena {
	alignas(16) unsigned char room[128];
	size_t used = 0;

public:
	void *take(size_t size)
	{
		void *place = room + used;
		used += (size + 15) / 16 * 16;
		return place;
	}
	template <class T> T *make(int i)
	{
		T *object = new (take(sizeof(T))) T(i);
		return object;
	}
};

struct Pooled {
	static int allocations;
	Pooled *next;
	int value;
	explicit Pooled(int v) : next(nullptr), value(v) {}
	void *operator new(size_t size)
	{
		allocations++;
		return malloc(size);
	}
	void operator delete(void *p) { free(p); }
};

int Pooled::allocations;

int main()
{
	Arena arena;
	Tracked *first = arena.make<Tracked>(10), *second = arena.make<Tracked>(20);
	Tracked *list = new Tracked[3];
	alignas(Tracked) char storage[2 * sizeof(Tracked)];
	Tracked *placed = new (storage) Tracked;
	Pooled *pooled = nullptr;
	int *zeroed = new int[4]();
	const char *letters = new char[4]{ 'a', 'b', 'c' };
	double sum = 0;

	for (int i = 0; i < 3; i++) {
		Pooled *next = new Pooled(i);
		next->next = pooled;
		pooled = next;
		sum += list[i].weight;
	}
	second->weight += first->id;
	zeroed[2] = placed->id;
	placed->~Tracked();
	placed = new (storage + sizeof(Tracked)) Tracked(7);
	while (pooled) {
		Pooled *next = pooled->next;
		sum += pooled->value;
		delete pooled;
		pooled = next;
	}
	delete[] list;
	second->~Tracked();
	int *failed = new (std::nothrow) int(3);
	printf("%g %d %d %d %d %s\n", sum, Tracked::made, Tracked::gone, zeroed[2] + *failed,
	       Pooled::allocations, letters);
	delete[] zeroed;
	delete[] letters;
	delete failed;
	return 0;
}
