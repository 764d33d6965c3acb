/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include <sys/ioctl.h>
#include <termios.h>

#include "char_fd.h"
#include "char_spec.h"
#include "chardev/char-serial.h"
#include "qapi/error.h"
#include "qemu/module.h"

OBJECT_DECLARE_SIMPLE_TYPE(SerialChardev, CHARDEV_SERIAL)

struct SerialChardev {
    FdChardev parent;

    struct termios before; /* we came */
};

/* --- parameters --------------------------------------------------------------------- */

static const struct {
    int speed; /* bits per second, rising */
    speed_t code;
} speeds[] = {
    {50, B50},           {75, B75},           {110, B110},         {134, B134},
    {150, B150},         {200, B200},         {300, B300},         {600, B600},
    {1200, B1200},       {1800, B1800},       {2400, B2400},       {4800, B4800},
    {9600, B9600},       {19200, B19200},     {38400, B38400},     {57600, B57600},
    {115200, B115200},   {230400, B230400},   {460800, B460800},   {500000, B500000},
    {576000, B576000},   {921600, B921600},   {1000000, B1000000}, {1152000, B1152000},
    {1500000, B1500000}, {2000000, B2000000}, {2500000, B2500000}, {3000000, B3000000},
    {3500000, B3500000}, {4000000, B4000000},
};

/* Devices divide a clock, and seldom meet a speed exactly: the nearest one is meant. */
static speed_t nearest_speed(int speed)
{
    size_t best = 0;

    for (size_t i = 1; i < ARRAY_SIZE(speeds); i++) {
        if (abs(speeds[i].speed - speed) < abs(speeds[best].speed - speed)) {
            best = i;
        }
    }
    return speeds[best].code;
}

static bool character_size(int data_bits, tcflag_t *size)
{
    static const tcflag_t sizes[] = {CS5, CS6, CS7, CS8};

    if (data_bits < 5 || data_bits > 8) {
        return false;
    }
    *size = sizes[data_bits - 5];
    return true;
}

static bool parity_flags(int parity, tcflag_t *flags)
{
    switch (parity) {
    case 'N':
        *flags = 0;
        return true;
    case 'E':
        *flags = PARENB;
        return true;
    case 'O':
        *flags = PARENB | PARODD;
        return true;
    default:
        return false;
    }
}

static int set_params(int fd, const QEMUSerialSetParams *params)
{
    struct termios modes;
    tcflag_t size, parity;

    if (!character_size(params->data_bits, &size) ||
        !parity_flags(params->parity, &parity)) {
        return -EINVAL;
    }
    if (tcgetattr(fd, &modes) != 0) {
        return -errno;
    }
    cfmakeraw(&modes);
    modes.c_cflag &= ~(CSIZE | PARENB | PARODD | CRTSCTS | CSTOPB);
    modes.c_cflag |= CLOCAL | CREAD | size | parity;
    modes.c_cflag |= params->stop_bits == 2 ? CSTOPB : 0;
    cfsetispeed(&modes, nearest_speed(params->speed));
    cfsetospeed(&modes, nearest_speed(params->speed));
    return tcsetattr(fd, TCSANOW, &modes) == 0 ? 0 : -errno;
}

/* --- lines -------------------------------------------------------------------------- */

static const struct {
    int line; /* CHR_TIOCM_* */
    int bit;  /* TIOCM_* */
    bool is_output;
} lines[] = {
    {CHR_TIOCM_DTR, TIOCM_DTR, true},  {CHR_TIOCM_RTS, TIOCM_RTS, true},
    {CHR_TIOCM_CTS, TIOCM_CTS, false}, {CHR_TIOCM_CAR, TIOCM_CAR, false},
    {CHR_TIOCM_RI, TIOCM_RI, false},   {CHR_TIOCM_DSR, TIOCM_DSR, false},
};

/* A pseudo terminal has no lines. */
static int lines_result(int result)
{
    if (result == 0) {
        return 0;
    }
    return errno == ENOTTY || errno == EINVAL ? -ENOTSUP : -errno;
}

static int get_lines(int fd, int *up)
{
    int bits = 0;
    int result = lines_result(ioctl(fd, TIOCMGET, &bits));

    if (result < 0) {
        return result;
    }
    *up = 0;
    for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
        *up |= bits & lines[i].bit ? lines[i].line : 0;
    }
    return 0;
}

static int set_lines(int fd, int up)
{
    int bits = 0;
    int result = lines_result(ioctl(fd, TIOCMGET, &bits));

    if (result < 0) {
        return result;
    }
    for (size_t i = 0; i < ARRAY_SIZE(lines); i++) {
        if (lines[i].is_output) {
            bits = up & lines[i].line ? bits | lines[i].bit : bits & ~lines[i].bit;
        }
    }
    return lines_result(ioctl(fd, TIOCMSET, &bits));
}

static int serial_ioctl(Chardev *chr, int cmd, void *arg)
{
    int fd = CHARDEV_FD(chr)->fds->in;

    switch (cmd) {
    case CHR_IOCTL_SERIAL_SET_PARAMS:
        return set_params(fd, arg);
    case CHR_IOCTL_SERIAL_SET_BREAK:
        return lines_result(ioctl(fd, *(const int *)arg ? TIOCSBRK : TIOCCBRK));
    case CHR_IOCTL_SERIAL_SET_TIOCM:
        return set_lines(fd, *(const int *)arg);
    case CHR_IOCTL_SERIAL_GET_TIOCM:
        return get_lines(fd, arg);
    default:
        return -ENOTSUP;
    }
}

/* --- the type ----------------------------------------------------------------------- */

static void serial_open(Chardev *chr, ChardevBackend *backend, bool *be_opened,
                        Error **errp)
{
    static const QEMUSerialSetParams first = {
        .speed = 115200, .parity = 'N', .data_bits = 8, .stop_bits = 1};
    SerialChardev *self = CHARDEV_SERIAL(chr);
    int fd = qemu_open(backend->path, O_RDWR | O_NONBLOCK | O_NOCTTY, errp);

    if (fd < 0) {
        return;
    }
    if (tcgetattr(fd, &self->before) != 0) {
        error_setg_errno(errp, errno, "'%s' is no terminal; file:PATH writes to a file",
                         backend->path);
        close(fd);
        return;
    }
    char_fd_open(chr, char_fds_new(fd, fd, false));
    int result = set_params(fd, &first);
    if (result < 0) {
        error_setg_errno(errp, -result, "'%s' cannot be set up", backend->path);
    }
}

static void serial_finalize(Object *obj)
{
    CharFds *fds = CHARDEV_FD(obj)->fds;

    if (fds) {
        tcsetattr(fds->in, TCSANOW, &CHARDEV_SERIAL(obj)->before);
    }
}

static void serial_class_init(ObjectClass *klass, const void *data)
{
    ChardevClass *chardev_class = CHARDEV_CLASS(klass);

    chardev_class->open = serial_open;
    chardev_class->chr_ioctl = serial_ioctl;
}

static const TypeInfo serial_types[] = {
    {
        .name = TYPE_CHARDEV_SERIAL,
        .parent = TYPE_CHARDEV_FD,
        .instance_size = sizeof(SerialChardev),
        .instance_finalize = serial_finalize,
        .class_init = serial_class_init,
    },
};

DEFINE_TYPES(serial_types)
