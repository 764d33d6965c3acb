/* SPDX-License-Identifier: MIT */
/* The _IOWR idiom: shifts of sizes. */
#define DIRSHIFT 30
#define SIZESHIFT 16
#define TYPESHIFT 8
#define IOC(dir, type, nr, size) \
    (((dir) << DIRSHIFT) | ((type) << TYPESHIFT) | ((nr) << 0) | ((size) << SIZESHIFT))
#define IOWR(type, nr, t) IOC(3U, type, nr, sizeof(t))
#define IOR(type, nr, t) IOC(2U, (type), (nr), (sizeof(t)))
#define MAGIC 'k'
struct request {
    unsigned long long address;
    char name[24];
};
#define REQUEST_SET IOWR(MAGIC, 0x10, struct request)
#define REQUEST_GET IOR('k', 1, unsigned char)
