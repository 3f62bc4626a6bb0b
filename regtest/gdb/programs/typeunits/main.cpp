/* Types in units of their own (-fdebug-types-section), with what lies in namespaces and classes.
 * std: c++17 c++20
 * flags: -fdebug-types-section
 */
#include "parts.h"
#include <stdio.h>

int main()
{
	kit::Part part = { 3, kit::Part::wood, { 1, 2 } };
	kit::Box<int> box = { 4, &part };
	kit::Special special(5);
	int sum = kit::weigh(part) + box.get() + special.weight() + kit::Part::made;

	part.inner.a = 7;
	box.part->kind = kit::Part::steel;
	printf("%d\n", sum + kit::weigh(part));
	return 0;
}
