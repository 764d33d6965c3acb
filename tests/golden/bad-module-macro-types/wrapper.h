#include <stddef.h>
struct pair { int first, second; };
struct other { int n; };
int pair_swap(struct pair *pair);
#define PAIR_SUM(p) ((p)->first + (p)->second)
#define PAIR_FIRST(p) (&(p)->first)
#define PAIR_SWAP(p) pair_swap(p)
#define PAIR_CLEAR(p) do { (p)->first = (p)->second = 0; } while (0)
#define PAIR_CHECK(p) ((void)(p))
#define PAIR_CONST(p) ((const struct pair *)(p))
#define PAIR_VOID(p) ((void)(p))
#define PAIR_UNSEEN(p) ((void)(p))
