struct handle;
struct handle *open_plugin(int n);
int close_plugin(struct handle *h);
