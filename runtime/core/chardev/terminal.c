/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "terminal.h"

#include <termios.h>

#define FDS 2

/* What signal handlers read is written while they are not installed. */
static struct {
    volatile sig_atomic_t taken;
    bool is_terminal;
    struct termios cooked;
    struct termios raw;
    int flags[FDS]; /* of standard input and output */
} terminal;

/* --- safe in signal handlers -------------------------------------------------------- */

static void set_flags(int extra)
{
    for (int fd = 0; fd < FDS; fd++) {
        if (terminal.flags[fd] >= 0) {
            fcntl(fd, F_SETFL, terminal.flags[fd] | extra);
        }
    }
}

static void set_modes(const struct termios *modes)
{
    /* From the background it would stop the program. */
    if (terminal.is_terminal && tcgetpgrp(STDIN_FILENO) == getpgrp()) {
        tcsetattr(STDIN_FILENO, TCSANOW, modes);
    }
}

static void make_raw(void)
{
    set_flags(O_NONBLOCK);
    set_modes(&terminal.raw);
}

static void restore(void)
{
    set_modes(&terminal.cooked);
    set_flags(0);
}

/* --- signals ------------------------------------------------------------------------ */

/* Those that end or stop a program, and that it can catch. */
static struct {
    int number;
    bool installed;
    struct sigaction before;
} signals[] = {
    {.number = SIGHUP},  {.number = SIGINT},  {.number = SIGQUIT}, {.number = SIGTERM},
    {.number = SIGTSTP}, {.number = SIGILL},  {.number = SIGABRT}, {.number = SIGBUS},
    {.number = SIGFPE},  {.number = SIGSEGV}, {.number = SIGSYS},
};

static void on_signal(int number, siginfo_t *info, void *context);

static void catch_signal(size_t i)
{
    const struct sigaction *before = &signals[i].before;
    struct sigaction action = {
        .sa_sigaction = on_signal,
        .sa_flags =
            SA_SIGINFO | (before->sa_flags & (SA_RESTART | SA_ONSTACK | SA_NODEFER)),
        .sa_mask = before->sa_mask,
    };

    sigaction(signals[i].number, &action, NULL);
}

/* Now, although the handler of a signal is running, which keeps it from coming again. */
static void raise_now(int number)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, number);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    raise(number);
}

/* What would have happened without us. Whether the program goes on with the terminal. */
static bool act_as_before(size_t i, siginfo_t *info, void *context)
{
    const struct sigaction *before = &signals[i].before;

    if (before->sa_flags & SA_SIGINFO) {
        before->sa_sigaction(signals[i].number, info, context);
        return true;
    }
    if (before->sa_handler != SIG_DFL) {
        before->sa_handler(signals[i].number);
        return true;
    }
    sigaction(signals[i].number, before, NULL);
    raise_now(signals[i].number);
    if (signals[i].number != SIGTSTP) {
        return false;
    }
    catch_signal(i); /* it was stopped, and continued */
    return true;
}

static void on_signal(int number, siginfo_t *info, void *context)
{
    int saved_errno = errno;
    bool goes_on = false;

    restore();
    for (size_t i = 0; i < ARRAY_SIZE(signals); i++) {
        if (signals[i].number == number) {
            goes_on = act_as_before(i, info, context);
        }
    }
    if (goes_on && terminal.taken) {
        make_raw();
    }
    errno = saved_errno;
}

static bool is_ignored(const struct sigaction *action)
{
    return !(action->sa_flags & SA_SIGINFO) && action->sa_handler == SIG_IGN;
}

static void install_handlers(void)
{
    for (size_t i = 0; i < ARRAY_SIZE(signals); i++) {
        sigaction(signals[i].number, NULL, &signals[i].before);
        signals[i].installed = !is_ignored(&signals[i].before);
        if (signals[i].installed) {
            catch_signal(i);
        }
    }
}

/* Handlers that someone has installed since then stay. */
static void remove_handlers(void)
{
    for (size_t i = 0; i < ARRAY_SIZE(signals); i++) {
        struct sigaction now;
        sigaction(signals[i].number, NULL, &now);
        if (signals[i].installed && now.sa_flags & SA_SIGINFO &&
            now.sa_sigaction == on_signal) {
            sigaction(signals[i].number, &signals[i].before, NULL);
        }
        signals[i].installed = false;
    }
}

/* --- taking ------------------------------------------------------------------------- */

static void set_raw_modes(struct termios *modes)
{
    modes->c_iflag &= ~(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
    modes->c_oflag |= OPOST;
    modes->c_lflag &= ~(ECHO | ECHONL | ICANON | IEXTEN);
    modes->c_cflag &= ~(CSIZE | PARENB);
    modes->c_cflag |= CS8;
    modes->c_cc[VMIN] = 1;
    modes->c_cc[VTIME] = 0;
}

void terminal_take(void)
{
    static bool registered;

    g_assert(!terminal.taken);
    for (int fd = 0; fd < FDS; fd++) {
        terminal.flags[fd] = fcntl(fd, F_GETFL);
    }
    terminal.is_terminal = tcgetattr(STDIN_FILENO, &terminal.cooked) == 0;
    terminal.raw = terminal.cooked;
    set_raw_modes(&terminal.raw);
    if (!registered) {
        registered = true;
        atexit(terminal_give_back);
    }
    terminal.taken = true;
    install_handlers();
    make_raw();
}

void terminal_set_echo(bool echo)
{
    if (!terminal.taken) {
        return;
    }
    if (echo) {
        terminal.raw.c_lflag |= ECHO;
    } else {
        terminal.raw.c_lflag &= ~ECHO;
    }
    make_raw();
}

void terminal_give_back(void)
{
    if (!terminal.taken) {
        return;
    }
    terminal.taken = false;
    restore();
    remove_handlers();
}
