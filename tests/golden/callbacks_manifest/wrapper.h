/* SPDX-License-Identifier: MIT */
/* What module.json says of callbacks: one confirmed, several corrected, some left out. */
typedef int (*visit_func)(void *node, int depth, void *user_data);
typedef void (*action_func)(void *first, int n, void *second);

struct hooks {
    void (*changed)(int what, void *);
    void (*closed)(void *);
    void *owner;
};

/* As it is found. */
int add_watch(int fd, int (*watch)(int fd, void *data), void *data);

/* The node is what travels here. */
void visit(void *tree, visit_func func, void *closure);

/* Not found: the callback is declared without parameters. */
void connect(void (*handler)(void), void *data, void (*gone)(void *));

/* Of the type: its first parameter, wherever it is used. */
void act(action_func action, void *arg);

/* What travels is no void *. */
typedef unsigned char u_char;
typedef void (*packet_func)(u_char *, const char *packet);
int loop(int count, packet_func, u_char *);
int dispatch(int count, packet_func callback, u_char *user);
int predicate(int (*predicate)(int event, char *arg), char *arg);

/* No pair. */
void apply(void *matrix, void (*kernel)(void *, int));
void each(void (*)(void *, int), void *, void (*)(void *));
