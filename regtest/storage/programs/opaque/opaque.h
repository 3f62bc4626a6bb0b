struct drawing;
struct drawing *drawing_new(int n);
void drawing_link(struct drawing *d, struct drawing *to);
struct notes;
struct notes *notes_new(const char *title);
void notes_add(struct notes *n, int x);
int notes_sum(const struct notes *n);
struct later;
