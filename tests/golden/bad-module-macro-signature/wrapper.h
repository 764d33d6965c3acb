#define TWICE(a) ((a) + (a))
#define THRICE(a) ((a) + (a) + (a))
