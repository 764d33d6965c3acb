/* SPDX-License-Identifier: MIT */
/* Headers that belong to the language and the operating system, and so to no module. */
#include <stdlib.h>
#include <string.h>

#include "scan_internal.h"

/* Those of ISO C up to C23 and of POSIX up to issue 8, sorted. */
static const char *const headers[] = {
    "aio.h",         "arpa/inet.h",  "assert.h",       "complex.h",     "cpio.h",
    "ctype.h",       "dirent.h",     "dlfcn.h",        "endian.h",      "errno.h",
    "fcntl.h",       "fenv.h",       "float.h",        "fmtmsg.h",      "fnmatch.h",
    "ftw.h",         "glob.h",       "grp.h",          "iconv.h",       "inttypes.h",
    "iso646.h",      "langinfo.h",   "libgen.h",       "libintl.h",     "limits.h",
    "locale.h",      "math.h",       "monetary.h",     "mqueue.h",      "ndbm.h",
    "net/if.h",      "netdb.h",      "netinet/in.h",   "netinet/tcp.h", "nl_types.h",
    "poll.h",        "pthread.h",    "pwd.h",          "regex.h",       "sched.h",
    "search.h",      "semaphore.h",  "setjmp.h",       "signal.h",      "spawn.h",
    "stdalign.h",    "stdarg.h",     "stdatomic.h",    "stdbit.h",      "stdbool.h",
    "stdckdint.h",   "stddef.h",     "stdint.h",       "stdio.h",       "stdlib.h",
    "stdnoreturn.h", "string.h",     "strings.h",      "stropts.h",     "sys/ipc.h",
    "sys/mman.h",    "sys/msg.h",    "sys/resource.h", "sys/select.h",  "sys/sem.h",
    "sys/shm.h",     "sys/socket.h", "sys/stat.h",     "sys/statvfs.h", "sys/time.h",
    "sys/times.h",   "sys/types.h",  "sys/uio.h",      "sys/un.h",      "sys/utsname.h",
    "sys/wait.h",    "syslog.h",     "tar.h",          "termios.h",     "tgmath.h",
    "threads.h",     "time.h",       "trace.h",        "uchar.h",       "ulimit.h",
    "unistd.h",      "utime.h",      "utmpx.h",        "wchar.h",       "wctype.h",
    "wordexp.h",
};

static int compare(const void *name, const void *header)
{
    return strcmp(name, *(const char *const *)header);
}

bool scan_is_standard_header(const char *spelling)
{
    return bsearch(spelling, headers, G_N_ELEMENTS(headers), sizeof headers[0],
                   compare) != NULL;
}
