/* SPDX-License-Identifier: MIT */
typedef int (*compare)(const void *a, const void *b);
typedef void handler(int signal);
typedef handler *handler_pointer;

handler declared_by_typedef;
handler_pointer set_handler(int signal, handler *new_handler);
void (*signal_like(int signal, void (*function)(int)))(int);
int (*(*returns_returning(void))(char))(double);
compare table_of_compare[4];
extern void (*array_of_pointers[3])(void);
extern int (*(*pointer_to_array)[2])(int, ...);
int (*(*chain[2])(int (*)(void)))[5];

struct operations {
    int (*open)(struct operations *self, const char *path);
    void (*no_names)(int, char *);
    void (*(*nested)(int a, void (*callback)(void *user, int code)))(int b);
    void (*list[4])(void);
    handler *by_typedef;
    int (*const constant)(void);
    int (*const *pointer_to_constant)(int);
    int (**pointer_to_pointer)(void *);
};

void each(void (*callback)(void *opaque, int index), void *opaque);
int sort(void *base, unsigned long n, int compare_items(const void *, const void *));
int (*get_row(void))[3];
typedef int (*(*factory)(const char *name))(void *context);
