/* SPDX-License-Identifier: MIT */
/* Records that hold callbacks: with the pointer that is passed on, as tables of operations
 * without one, and as classes whose methods take an object. */
typedef void *voidpf;
typedef voidpf (*alloc_func)(voidpf opaque, unsigned items, unsigned size);
typedef void (*free_func)(voidpf opaque, voidpf address);

struct stream {
    const unsigned char *next_in;
    alloc_func zalloc;
    free_func zfree;
    voidpf opaque;
};

struct encoding {
    int map[4];
    void *data;
    int (*convert)(void *data, const char *s);
    void (*release)(void *data);
};

struct lookups {
    void *var_data, *func_data;
    int (*var_lookup)(void *ctx, const char *name);
    int (*func_lookup)(void *ctx, const char *name);
};

struct checkout_options {
    int (*notify_cb)(const char *why, void *payload);
    void *notify_payload;
    void (*progress_cb)(const char *path, unsigned long done, void *payload);
    void *progress_payload;
};

struct tls {
    int (*f_vrfy)(void *, int *);
    void *p_vrfy;
    int (*f_send)(void *ctx, const unsigned char *buf, unsigned long len);
    int (*f_recv)(void *ctx, unsigned char *buf, unsigned long len);
    void *p_bio;
};

struct region_ops {
    unsigned long (*read)(void *opaque, unsigned long at, unsigned size);
    void (*write)(void *opaque, unsigned long at, unsigned long value, unsigned size);
    int endianness;
};

struct allocator {
    void *(*xMalloc)(int size);
    void (*xFree)(void *);
    int (*xInit)(void *);
    void *pAppData;
};

/* Nothing here is passed on: memory, the record itself, and another callback's data. */
struct memory {
    void *(*malloc)(unsigned long size);
    void (*free)(void *ptr);
};

struct items {
    void **items;
    void (*free_fn)(void *data);
};

struct vfs {
    void *pAppData;
    void (*close)(struct vfs *vfs, void *handle);
};

struct file;
struct file_class {
    void (*read_async)(struct file *file, void (*ready)(int status, void *data),
                       void *user_data);
    long (*read)(struct file *file, void *buffer, unsigned long size);
};
