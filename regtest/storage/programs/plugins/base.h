struct count { int total; int of[2]; };
extern struct count base_count;
int base_apply(int (*f)(int), int n);
