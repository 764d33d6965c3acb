/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include <sys/random.h>

#include "qapi/error.h"
#include "qemu/guest-random.h"
#include "qemu/lockable.h"
#include "qemu/thread.h"

static GRand *seeded; /* NULL: the system's */
static QemuMutex lock;

static void __attribute__((constructor(101))) guest_random_start(void)
{
    qemu_mutex_init(&lock);
}

int qemu_guest_random_seed_main(const char *seedstr, Error **errp)
{
    char *end;
    errno = 0;
    uint64_t seed = g_ascii_strtoull(seedstr, &end, 0);
    if (!g_ascii_isdigit(*seedstr) || *end || errno) {
        error_setg(errp, "Invalid seed number: %s (expected one of 64 bits)", seedstr);
        return -1;
    }
    const guint32 words[2] = {(guint32)seed, (guint32)(seed >> 32)};
    QEMU_LOCK_GUARD(&lock);
    g_clear_pointer(&seeded, g_rand_free);
    seeded = g_rand_new_with_seed_array(words, ARRAY_SIZE(words));
    return 0;
}

int qemu_guest_getrandom(void *buf, size_t len, Error **errp)
{
    uint8_t *bytes = buf;

    QEMU_LOCK_GUARD(&lock);
    for (size_t done = 0; done < len;) {
        if (seeded) {
            bytes[done++] = (uint8_t)g_rand_int(seeded);
            continue;
        }
        ssize_t got = RETRY_ON_EINTR(getrandom(bytes + done, len - done, 0));
        if (got < 0) {
            error_setg_errno(errp, errno, "getrandom");
            return -1;
        }
        done += (size_t)got;
    }
    return 0;
}

void qemu_guest_getrandom_nofail(void *buf, size_t len)
{
    qemu_guest_getrandom(buf, len, &error_fatal);
}
