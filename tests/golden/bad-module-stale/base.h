#ifndef BASE_H
#define BASE_H

typedef struct base {
    int a;
#ifdef SECOND_VERSION
    int b;
#endif
    char *name;
} base;

#ifdef SECOND_VERSION
void base_name(base *of, const char *name);
#else
void base_name(base *of, char *name);
#endif

#endif
