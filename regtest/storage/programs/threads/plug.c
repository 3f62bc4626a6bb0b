/* A library that dlopen loads. */
struct pair { short first; long second; };
__thread struct pair plug_pair = { 3, 4 };
static __thread int plug_count;

int plug_turn(int by)
{
	static __thread int plug_inner = 9;
	plug_pair.second += by;
	plug_count++;
	plug_inner += plug_count;
	return (int)plug_pair.second + plug_inner; /* stop */
}
