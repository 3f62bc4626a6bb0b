/* Too much to fit beside the thread: each thread gets it when it first asks. */
__thread int wide_first[3] = { 1, 2, 3 };
static __thread char wide_room[100000];

int wide_turn(int by)
{
	wide_first[1] += by;
	wide_room[sizeof wide_room - 1] = (char)by;
	return wide_first[1];                   /* stop */
}
