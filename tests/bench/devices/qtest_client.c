/* SPDX-License-Identifier: MIT */
/*
 * A qtest client that asks as fast as it can: qtest_client SOCKET COUNT waits for a
 * server to connect to SOCKET, and reads a register of the PL011 COUNT times, waiting for
 * each answer; and COUNT times with up to WINDOW questions under way. It prints the
 * seconds of both.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define WINDOW 128

/* The flag register, as the machine "virt" has it, too. */
static const char question[] = "readl 0x09000018\n";

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static int wait_for_server(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);

    snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
    if (bind(listener, (struct sockaddr *)&address, sizeof(address)) != 0 ||
        listen(listener, 1) != 0) {
        fail(path);
    }
    puts("listening");
    fflush(stdout);
    int server = accept(listener, NULL, NULL);
    if (server < 0) {
        fail("accept");
    }
    return server;
}

static void send_all(int server, const char *text, size_t size)
{
    while (size > 0) {
        ssize_t sent = write(server, text, size);

        if (sent <= 0) {
            fail("write");
        }
        text += sent;
        size -= (size_t)sent;
    }
}

/* How many answers come now, at least one. */
static int receive(int server)
{
    static char line[64];
    static size_t length;
    char buffer[8192];
    int answers = 0;

    while (answers == 0) {
        ssize_t got = read(server, buffer, sizeof(buffer));

        if (got <= 0) {
            fail("read");
        }
        for (ssize_t i = 0; i < got; i++) {
            if (buffer[i] != '\n') {
                line[length < sizeof(line) - 1 ? length++ : length] = buffer[i];
                continue;
            }
            line[length] = '\0';
            length = 0;
            if (strcmp(line, "OK 0x0000000000000090") != 0) {
                fprintf(stderr, "unexpected answer: %s\n", line);
                exit(1);
            }
            answers++;
        }
    }
    return answers;
}

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Seconds for count questions with at most window of them under way. */
static double ask(int server, int count, int window)
{
    static char questions[WINDOW * sizeof(question)];
    double start = seconds();
    int asked = 0, answered = 0;

    for (int i = 0; i < window; i++) {
        memcpy(questions + (size_t)i * (sizeof(question) - 1), question,
               sizeof(question) - 1);
    }
    while (answered < count) {
        int more = window - (asked - answered);

        more = more < count - asked ? more : count - asked;
        send_all(server, questions, (size_t)more * (sizeof(question) - 1));
        asked += more;
        answered += receive(server);
    }
    return seconds() - start;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("expected: SOCKET COUNT\n", stderr);
        return 2;
    }
    int server = wait_for_server(argv[1]);
    int count = atoi(argv[2]);

    ask(server, count / 10, WINDOW);
    double one = ask(server, count, 1);
    double many = ask(server, count, WINDOW);
    printf("%.6f %.6f\n", one, many);
    return 0;
}
