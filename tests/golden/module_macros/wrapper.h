typedef struct pair {
    int first, second;
} pair;

#define PAIR_SUM(p) ((p)->first + (p)->second)
#define PAIR_INIT(p, ...) ((p)->first = (p)->second = 0)
#define PAIR_NOTHING() ((void)0)
#define PAIR_SECOND(p) (&(p)->second)
