#define TWICE(a) ((a) + (a))
#define SUM(a, ...) ((a) + __VA_ARGS__)
#define LIMIT 3
#define GONE(a) (a)
#undef GONE
#define PLAIN(a) (a)
#define ALL(a, ...) ((a) + __VA_ARGS__)
int real(int a);
