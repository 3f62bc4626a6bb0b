namespace app {
struct Handle;
Handle *open(int weight);
int weight(const Handle *handle);
void close(Handle *handle);

class Engine {
	int power;
	struct Secret;
	Secret *secret;

public:
	static int running;
	explicit Engine(int p);
	~Engine();
	int start(int times);
};

inline int total = 8;

inline int common(int a)
{
	int more = a + total;

	return more;
}
}
