/* SPDX-License-Identifier: MIT */
/* Functions that take callbacks: which argument is the opaque pointer, what travels with
 * it, and what frees that. */
struct task;
struct result;
struct list;
struct file;
struct db;
struct events;
struct parser;

typedef void *pointer;
typedef const void *const_pointer;
typedef int (*source_func)(pointer user_data);
typedef void (*destroy_notify)(pointer data);
typedef void (*each_func)(pointer data, pointer user_data);
typedef int (*compare_func)(const_pointer a, const_pointer b);
typedef int (*compare_data_func)(const_pointer a, const_pointer b, pointer user_data);
typedef int walk(const char *path, void *closure);
typedef void (*start_handler)(void *userData, const char *name);
typedef void (*async_ready)(struct task *source, struct result *res, pointer user_data);

typedef void (*free_cb)(void *cls);
typedef int (*filter_func)(int n, void *ctx);
typedef int (*decrypt_func)(void *ctx, int n);
typedef void *handle;
typedef long (*read_write)(handle, void *, long);

/* The pointer stands behind the callback, and then what frees it. */
unsigned timeout_add(unsigned interval, source_func function, pointer data);
unsigned timeout_add_full(int priority, unsigned interval, source_func function,
                          pointer data, destroy_notify notify);
void list_foreach(struct list *list, each_func func, pointer user_data);
struct list *insert_sorted(struct list *list, pointer data, compare_data_func func,
                           pointer user_data);
void file_copy(struct file *from, walk *progress, void *progress_data, async_ready ready,
               pointer user_data);
int thread_create(unsigned long *thread, void *(*start_routine)(void *), void *restrict arg);

/* It stands before it. */
int create_collation(struct db *db, const char *name, void *pArg,
                     int (*xCompare)(void *, int, const void *, int, const void *),
                     void (*xDestroy)(void *));
void marshal_guards(pointer pre_data, void (*pre_notify)(pointer data, int n),
                    pointer post_data, void (*post_notify)(pointer data, int n));

/* Several callbacks have one pointer; nothing has a name. */
void set_callbacks(struct events *, void (*readcb)(struct events *, void *),
                   void (*writecb)(struct events *, void *), void *);
int hook(struct db *, int (*)(void *, int), void *);

/* What frees here frees what is set, or the items, which nobody passes on. */
void set_data(struct list *list, const char *key, pointer data, destroy_notify destroy);
void *pool_new(each_func func, pointer user_data, destroy_notify item_free_func);

/* The pointer is the one that is called after its callback, wherever it stands. */
struct result *from_buffer(unsigned long size, void *buffer, free_cb crfc, void *crfc_cls);
int export_keys(void *p_keys, int (*f_export)(void *, int), int (*f_keys)(void *, int),
                void *p_export);
int filter(filter_func in, filter_func out, void (*free_context)(void *), void *ctx);

/* Handles, and the only pointer there is, called after what it is. */
struct file *client_open(const char *name, handle, read_write, read_write);
int setup_key(void *key, decrypt_func decrypt, decrypt_func sign);

/* The pointer is set elsewhere. */
void set_element_handler(struct parser *parser, start_handler start, start_handler end);

/* No opaque pointer. */
void sort(void *base, unsigned long n, unsigned long size, compare_func compare);
struct list *find_custom(struct list *list, const_pointer data, compare_func func);
void table_new(compare_func equal, destroy_notify key_destroy, destroy_notify value_destroy);
int session(void *(*my_alloc)(unsigned long, void **), void (*my_free)(void *, void **),
            void *abstract);
void connect(pointer instance, void (*handler)(void), pointer data);
