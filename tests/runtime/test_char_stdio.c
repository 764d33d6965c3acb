/* SPDX-License-Identifier: MIT */
/*
 * Standard input and output on a terminal: each case is a program of its own, which has
 * one end of a pseudo terminal, and the test the other.
 */
#include "qemu/osdep.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>

#include <cmocka.h>

#include "chardev_fixture.h"

typedef struct Program {
    int terminal; /* the test's side */
    int keep;     /* the program's, so that the modes stay when the program ends */
    pid_t pid;
} Program;

/* What the program does when it is told to. */
static void obey(FrontEnd *fe, char command)
{
    switch (command) {
    case 'x':
        exit(7);
    case 'a':
        abort();
    case 's':
        raise(SIGSEGV);
        break;
    case 'd':
        qemu_chr_fe_deinit(&fe->chr, true);
        pause();
        break;
    case 'e':
        qemu_chr_fe_set_echo(&fe->chr, true);
        break;
    case '2': {
        Error *err = NULL;
        assert_null(chardev_new("second", "stdio", &err));
        qemu_chr_fe_printf(&fe->chr, "%s", error_get_pretty(err));
        error_free(err);
        break;
    }
    default:
        qemu_chr_fe_printf(&fe->chr, "<%c>", command);
    }
}

static void exit_42(int number)
{
    _exit(42);
}

static void say_hello(int number)
{
    /* What a handler may do, while the chardev goes on. */
    (void)!write(STDERR_FILENO, "", 0);
}

static G_NORETURN void run_program(void)
{
    /* Sanitizers have handlers of their own. */
    static const int defaults[] = {SIGSEGV, SIGABRT, SIGTERM, SIGTSTP};
    for (size_t i = 0; i < ARRAY_SIZE(defaults); i++) {
        signal(defaults[i], SIG_DFL);
    }
    alarm(DEADLINE_S);
    chardev_group_setup(NULL);
    signal(SIGINT, exit_42);
    signal(SIGHUP, say_hello);
    FrontEnd *fe = front_end_open("stdio");
    qemu_chr_fe_printf(&fe->chr, "ready");
    for (;;) {
        g_main_context_iteration(NULL, TRUE);
        while (fe->input->len > 0) {
            char command = (char)fe->input->data[0];
            g_byte_array_remove_index(fe->input, 0);
            obey(fe, command);
        }
        if (strcmp(fe->events->str, "OC") == 0) {
            _exit(9);
        }
    }
}

static void expect(Program *self, const char *text)
{
    g_autofree char *buf = g_malloc0(strlen(text) + 1);
    for (size_t got = 0; got < strlen(text);) {
        struct pollfd ready = {.fd = self->terminal, .events = POLLIN};
        assert_int_equal(poll(&ready, 1, DEADLINE_S * 1000), 1);
        ssize_t count = read(self->terminal, buf + got, strlen(text) - got);
        assert_true(count > 0);
        got += (size_t)count;
    }
    assert_string_equal(buf, text);
}

static void tell(Program *self, const char *commands)
{
    assert_int_equal(write(self->terminal, commands, strlen(commands)), strlen(commands));
}

static void become_foreground(int keep)
{
    signal(SIGTTOU, SIG_IGN);
    setpgid(0, 0);
    tcsetpgrp(keep, getpid());
    signal(SIGTTOU, SIG_DFL);
    dup2(keep, STDIN_FILENO);
    dup2(keep, STDOUT_FILENO);
    run_program();
}

static int open_program(void **state)
{
    Program *self = g_new0(Program, 1);
    self->terminal = posix_openpt(O_RDWR | O_NOCTTY);
    assert_int_equal(grantpt(self->terminal), 0);
    assert_int_equal(unlockpt(self->terminal), 0);
    self->keep = open(ptsname(self->terminal), O_RDWR | O_NOCTTY);
    /* The session's leader, which this program is or is made, has the terminal. */
    setsid();
    ioctl(self->keep, TIOCSCTTY, 1);
    self->pid = fork();
    if (self->pid == 0) {
        become_foreground(self->keep);
    }
    *state = self;
    expect(self, "ready");
    return 0;
}

static int close_program(void **state)
{
    Program *self = *state;
    if (self->pid > 0) {
        kill(self->pid, SIGKILL);
        waitpid(self->pid, NULL, 0);
    }
    signal(SIGHUP, SIG_IGN);
    ioctl(self->keep, TIOCNOTTY);
    close(self->keep);
    close(self->terminal);
    g_free(self);
    return 0;
}

static bool is_raw(Program *self)
{
    struct termios modes;
    assert_int_equal(tcgetattr(self->keep, &modes), 0);
    return !(modes.c_lflag & (ICANON | ECHO));
}

static bool is_cooked(Program *self)
{
    struct termios modes;
    assert_int_equal(tcgetattr(self->keep, &modes), 0);
    return (modes.c_lflag & ICANON) && (modes.c_lflag & ECHO) &&
           !(fcntl(self->keep, F_GETFL) & O_NONBLOCK);
}

static int wait_for_end(Program *self)
{
    int status;
    assert_int_equal(waitpid(self->pid, &status, 0), self->pid);
    self->pid = 0;
    return status;
}

static void assert_killed_by(Program *self, int number)
{
    int status = wait_for_end(self);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), number);
    assert_true(is_cooked(self));
}

static void terminal_is_raw_while_it_is_used(void **state)
{
    Program *self = *state;
    assert_true(is_raw(self));
    tell(self, "b");
    expect(self, "<b>");
    tell(self, "\r");
    expect(self, "<\r>");
}

static void echo_can_be_had(void **state)
{
    Program *self = *state;
    struct termios modes;
    tell(self, "eb");
    expect(self, "<b>");
    assert_int_equal(tcgetattr(self->keep, &modes), 0);
    assert_true(modes.c_lflag & ECHO);
    assert_false(modes.c_lflag & ICANON);
}

static void it_is_there_once(void **state)
{
    Program *self = *state;
    tell(self, "2");
    expect(self, "chardev 'second': stdio: chardev 'test' has standard input and output "
                 "already");
}

static void exit_restores_the_terminal(void **state)
{
    Program *self = *state;
    tell(self, "x");
    int status = wait_for_end(self);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 7);
    assert_true(is_cooked(self));
}

static void its_end_restores_the_terminal(void **state)
{
    Program *self = *state;
    tell(self, "d");
    for (int i = 0; i < 10000 && !is_cooked(self); i++) {
        g_usleep(1000);
    }
    assert_true(is_cooked(self));
    assert_int_equal(waitpid(self->pid, NULL, WNOHANG), 0);
}

static void abort_restores_the_terminal(void **state)
{
    Program *self = *state;
    tell(self, "a");
    assert_killed_by(self, SIGABRT);
}

static void fault_restores_the_terminal(void **state)
{
    Program *self = *state;
    tell(self, "s");
    assert_killed_by(self, SIGSEGV);
}

static void termination_restores_the_terminal(void **state)
{
    Program *self = *state;
    kill(self->pid, SIGTERM);
    assert_killed_by(self, SIGTERM);
}

static void handler_from_before_is_called(void **state)
{
    Program *self = *state;
    kill(self->pid, SIGINT);
    int status = wait_for_end(self);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 42);
    assert_true(is_cooked(self));
}

static void handler_that_returns_leaves_it_raw(void **state)
{
    Program *self = *state;
    kill(self->pid, SIGHUP);
    tell(self, "b");
    expect(self, "<b>");
    assert_true(is_raw(self));
    kill(self->pid, SIGTERM);
    assert_killed_by(self, SIGTERM);
}

static void stopped_program_gives_the_terminal_back_for_a_while(void **state)
{
    Program *self = *state;
    int status;
    kill(self->pid, SIGTSTP);
    assert_int_equal(waitpid(self->pid, &status, WUNTRACED), self->pid);
    assert_true(WIFSTOPPED(status));
    assert_true(is_cooked(self));
    kill(self->pid, SIGCONT);
    for (int i = 0; i < 10000 && !is_raw(self); i++) {
        g_usleep(1000);
    }
    tell(self, "b");
    expect(self, "<b>");
    assert_true(is_raw(self));
    kill(self->pid, SIGTSTP);
    assert_int_equal(waitpid(self->pid, &status, WUNTRACED), self->pid);
    assert_true(WIFSTOPPED(status));
    assert_true(is_cooked(self));
}

/* --- without a terminal ------------------------------------------------------------- */

static void pipes_do_as_well(void **state)
{
    int in[2], out[2], status;
    char buf[20] = {0};
    assert_int_equal(pipe(in), 0);
    assert_int_equal(pipe(out), 0);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        close(in[1]);
        run_program();
    }
    close(in[0]);
    close(out[1]);
    assert_int_equal(write(in[1], "b", 1), 1);
    close(in[1]);
    /* The end of the input closes it; the program says that by its status. */
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 9);
    assert_int_equal(read(out[0], buf, sizeof(buf)), 8);
    assert_string_equal(buf, "ready<b>");
    close(out[0]);
}

static void broken_pipe_is_an_error_and_not_the_end(void **state)
{
    int in[2], out[2], status;
    assert_int_equal(pipe(in), 0);
    assert_int_equal(pipe(out), 0);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        close(in[1]);
        close(out[0]);
        close(out[1]);
        signal(SIGPIPE, SIG_DFL);
        chardev_group_setup(NULL);
        FrontEnd *fe = front_end_open("stdio");
        g_usleep(50000); /* until the test has left */
        int result = qemu_chr_fe_write(&fe->chr, (const uint8_t *)"x", 1);
        _exit(result == -1 && errno == EPIPE ? 11 : 12);
    }
    close(in[0]);
    close(out[0]);
    close(out[1]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 11);
    close(in[1]);
}

#define TERMINAL(name) cmocka_unit_test_setup_teardown(name, open_program, close_program)

static int run_all(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL(terminal_is_raw_while_it_is_used),
        TERMINAL(echo_can_be_had),
        TERMINAL(it_is_there_once),
        TERMINAL(exit_restores_the_terminal),
        TERMINAL(its_end_restores_the_terminal),
        TERMINAL(abort_restores_the_terminal),
        TERMINAL(fault_restores_the_terminal),
        TERMINAL(termination_restores_the_terminal),
        TERMINAL(handler_from_before_is_called),
        TERMINAL(handler_that_returns_leaves_it_raw),
        TERMINAL(stopped_program_gives_the_terminal_back_for_a_while),
        cmocka_unit_test(pipes_do_as_well),
        cmocka_unit_test(broken_pipe_is_an_error_and_not_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* In a process that can lead a session, which one that leads its group cannot. */
int main(void)
{
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        return run_all();
    }
    return waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
