/* A library that is there from the start, with initial-exec and global-dynamic access. */
static __thread int start_hidden __attribute__((tls_model("initial-exec"))) = 21;
__thread double start_seen = 2.5;
__thread char start_zero[5];

int start_turn(int by)
{
	static __thread long start_inner = 7;
	start_hidden += by;
	start_seen *= 2;
	start_zero[0] = (char)('a' + by);
	start_inner -= by;
	return start_hidden + (int)start_inner; /* stop */
}
