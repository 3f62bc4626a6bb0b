/* What one unit only declares and another one defines; a class in both; inline functions and
 * variables that both have.
 * std: c++17 c++20
 */
#include "shared.h"
#include <stdio.h>

namespace app {
int Engine::running = 1;
}

int main()
{
	app::Handle *handle = app::open(4);
	app::Engine engine(3);
	int sum = app::weight(handle) + engine.start(2) + app::common(1);

	app::total += sum;
	app::close(handle);
	printf("%d %d\n", sum, app::total);
	return 0;
}
