/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include <sys/syscall.h>

#include "qapi/error.h"
#include "qemu/memalign.h"

/* --- memory ------------------------------------------------------------------------- */

void *qemu_try_memalign(size_t alignment, size_t size)
{
    void *ptr;
    /* NULL means failure, so that nothing at all still has an address. */
    return posix_memalign(&ptr, MAX(alignment, sizeof(void *)), MAX(size, (size_t)1))
               ? NULL
               : ptr;
}

void *qemu_memalign(size_t alignment, size_t size)
{
    void *ptr = qemu_try_memalign(alignment, size);
    if (!ptr) {
        fprintf(stderr, "Failed to allocate %zu bytes aligned to %zu: %s\n", size,
                alignment, g_strerror(errno));
        abort();
    }
    return ptr;
}

void qemu_vfree(void *ptr)
{
    free(ptr);
}

size_t qemu_real_host_page_size(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

/* --- processes and files ------------------------------------------------------------ */

int qemu_get_thread_id(void)
{
#ifdef __linux__
    return (int)syscall(SYS_gettid);
#else
    return (int)getpid();
#endif
}

static int open_reported(const char *name, int flags, mode_t mode, Error **errp)
{
    int fd = open(name, flags | O_CLOEXEC, mode);
    if (fd < 0) {
        int reason = errno;
        error_setg_errno(errp, reason, "Could not %s '%s'",
                         flags & O_CREAT ? "create" : "open", name);
        errno = reason;
    }
    return fd;
}

int qemu_open(const char *name, int flags, Error **errp)
{
    g_assert(!(flags & O_CREAT));
    return open_reported(name, flags, 0, errp);
}

int qemu_create(const char *name, int flags, mode_t mode, Error **errp)
{
    g_assert(!(flags & O_CREAT));
    return open_reported(name, flags | O_CREAT, mode, errp);
}

int qemu_open_old(const char *name, int flags, ...)
{
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list ap;
        va_start(ap, flags);
        mode = va_arg(ap, mode_t);
        va_end(ap);
    }
    return open_reported(name, flags, mode, NULL);
}

int qemu_close(int fd)
{
    return close(fd);
}

int qemu_dup(int fd)
{
    return fcntl(fd, F_DUPFD_CLOEXEC, 0);
}

void qemu_set_cloexec(int fd)
{
    int flags = fcntl(fd, F_GETFD);
    g_assert(flags >= 0);
    flags = fcntl(fd, F_SETFD, flags | FD_CLOEXEC);
    g_assert(flags >= 0);
}

int qemu_pipe(int pipefd[2])
{
    return pipe2(pipefd, O_CLOEXEC);
}

bool qemu_set_blocking(int fd, bool block, Error **errp)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags >= 0) {
        flags = block ? flags & ~O_NONBLOCK : flags | O_NONBLOCK;
        flags = fcntl(fd, F_SETFL, flags);
    }
    if (flags < 0) {
        error_setg_errno(errp, errno, "Could not make file descriptor %d %s", fd,
                         block ? "blocking" : "non-blocking");
    }
    return flags >= 0;
}

ssize_t qemu_write_full(int fd, const void *buf, size_t count)
{
    size_t total = 0;
    while (total < count) {
        ssize_t done =
            RETRY_ON_EINTR(write(fd, (const char *)buf + total, count - total));
        if (done < 0) {
            break;
        }
        total += (size_t)done;
    }
    return (ssize_t)total;
}
