/* SPDX-License-Identifier: MIT */
/* Flow control over real descriptors: a megabyte each way, and nothing of it is lost. */
#include "qemu/osdep.h"

#include <poll.h>
#include <sys/socket.h>

#include <cmocka.h>

#include "chardev_fixture.h"

#define TOTAL (1 << 20)
#define SEED  20240607

/* A peer in a thread of its own, with blocking reads and writes. */
typedef struct Peer {
    int fd;
    GThread *thread;
    uint8_t *bytes; /* sent, or received */
    size_t received;
    guint32 seed;
} Peer;

static void fill(uint8_t *bytes, size_t size)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(SEED);
    for (size_t i = 0; i < size; i++) {
        bytes[i] = (uint8_t)g_rand_int(random);
    }
}

static gpointer send_in_pieces(gpointer opaque)
{
    Peer *self = opaque;
    g_autoptr(GRand) random = g_rand_new_with_seed(self->seed);

    for (size_t sent = 0; sent < TOTAL;) {
        size_t piece = MIN((size_t)g_rand_int_range(random, 1, 9000), TOTAL - sent);
        ssize_t count = write(self->fd, self->bytes + sent, piece);
        if (count <= 0) {
            break;
        }
        sent += (size_t)count;
    }
    close(self->fd);
    return NULL;
}

static gpointer receive_slowly(gpointer opaque)
{
    Peer *self = opaque;
    g_autoptr(GRand) random = g_rand_new_with_seed(self->seed);
    ssize_t count;

    do {
        if (g_rand_int_range(random, 0, 8) == 0) {
            g_usleep(500);
        }
        size_t piece = (size_t)g_rand_int_range(random, 1, 9000);
        count = read(self->fd, self->bytes + self->received,
                     MIN(piece, TOTAL - self->received));
        self->received += (size_t)MAX(count, 0);
    } while (count > 0 && self->received < TOTAL);
    return NULL;
}

static FrontEnd *connect_peer(Peer *peer, GThreadFunc function)
{
    int ends[2];
    FrontEnd *fe = front_end_open("tcp:127.0.0.1:0,server=on,wait=off");

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    assert_int_equal(qemu_chr_add_client(qemu_chr_find("test"), ends[0]), 0);
    peer->fd = ends[1];
    peer->seed = SEED;
    peer->bytes = g_malloc(TOTAL);
    if (function == send_in_pieces) {
        fill(peer->bytes, TOTAL);
    }
    peer->thread = g_thread_new("peer", function, peer);
    return fe;
}

/* --- input -------------------------------------------------------------------------- */

/* Takes one byte at a time, and often says that it can take none. */
typedef struct Device {
    FrontEnd *fe;
    GRand *random;
    GByteArray *input;
    bool full;
    bool may_receive; /* what can_receive said last */
} Device;

static int device_can_receive(void *opaque)
{
    Device *self = opaque;
    if (!self->full && g_rand_int_range(self->random, 0, 64) == 0) {
        self->full = true;
    }
    self->may_receive = !self->full;
    return self->may_receive;
}

static void device_receive(void *opaque, const uint8_t *buf, int size)
{
    Device *self = opaque;
    assert_true(self->may_receive);
    assert_int_equal(size, 1);
    g_byte_array_append(self->input, buf, 1);
}

static gboolean device_gets_ready(gpointer opaque)
{
    Device *self = opaque;
    if (self->full) {
        self->full = false;
        qemu_chr_fe_accept_input(&self->fe->chr);
    }
    return G_SOURCE_CONTINUE;
}

static void a_megabyte_reaches_a_device_that_takes_single_bytes(void **state)
{
    Peer peer = {0};
    FrontEnd *fe = connect_peer(&peer, send_in_pieces);
    Device device = {.fe = fe};
    guint idle = g_idle_add(device_gets_ready, &device);

    device.random = g_rand_new_with_seed(SEED);
    device.input = g_byte_array_new();
    qemu_chr_fe_set_handlers(&fe->chr, device_can_receive, device_receive, NULL, NULL,
                             &device, NULL, true);
    run_until(is_closed, fe);
    g_thread_join(peer.thread);
    g_source_remove(idle);
    assert_int_equal(device.input->len, TOTAL);
    assert_memory_equal(device.input->data, peer.bytes, TOTAL);
    g_byte_array_unref(device.input);
    g_rand_free(device.random);
    g_free(peer.bytes);
    front_end_free(fe);
}

static gboolean set_flag(gpointer flag)
{
    *(bool *)flag = true;
    return G_SOURCE_REMOVE;
}

static void full_front_end_leaves_input_where_it_is(void **state)
{
    Peer peer = {0};
    FrontEnd *fe = connect_peer(&peer, send_in_pieces);

    front_end_accept(fe, 0);
    run_pending();
    assert_int_equal(fe->input->len, 0);
    assert_string_equal(fe->events->str, "O");
    /* The loop sleeps meanwhile, rather than asking again and again. */
    bool over = false;
    int rounds = 0;
    g_timeout_add(50, set_flag, &over);
    while (!over) {
        g_main_context_iteration(NULL, TRUE);
        rounds++;
    }
    assert_in_range(rounds, 1, 10);
    front_end_accept(fe, 1000);
    run_until(is_closed, fe);
    g_thread_join(peer.thread);
    assert_int_equal(fe->input->len, TOTAL);
    assert_memory_equal(fe->input->data, peer.bytes, TOTAL);
    g_free(peer.bytes);
    front_end_free(fe);
}

/* --- output ------------------------------------------------------------------------- */

typedef struct Sender {
    FrontEnd *fe;
    uint8_t *bytes;
    size_t sent;
    int partial;
    int waits;
} Sender;

/* What a device does: write what goes, and wait for the rest. */
static gboolean send_more(void *unused, GIOCondition condition, void *opaque)
{
    Sender *self = opaque;

    while (self->sent < TOTAL) {
        size_t left = TOTAL - self->sent;
        int count =
            qemu_chr_fe_write(&self->fe->chr, self->bytes + self->sent, (int)left);
        if (count > 0) {
            self->partial += (size_t)count < left;
            self->sent += (size_t)count;
            continue;
        }
        assert_int_equal(errno, EAGAIN);
        self->waits++;
        assert_true(qemu_chr_fe_add_watch(&self->fe->chr, G_IO_OUT, send_more, self) > 0);
        break;
    }
    return G_SOURCE_REMOVE;
}

static bool all_sent(void *opaque)
{
    return ((Sender *)opaque)->sent == TOTAL;
}

static void a_megabyte_reaches_a_peer_that_reads_slowly(void **state)
{
    Peer peer = {0};
    FrontEnd *fe = connect_peer(&peer, receive_slowly);
    Sender sender = {.fe = fe, .bytes = g_malloc(TOTAL)};

    fill(sender.bytes, TOTAL);
    send_more(NULL, G_IO_OUT, &sender);
    run_until(all_sent, &sender);
    assert_true(sender.partial > 0 && sender.waits > 0);
    g_thread_join(peer.thread);
    assert_int_equal(peer.received, TOTAL);
    assert_memory_equal(peer.bytes, sender.bytes, TOTAL);
    close(peer.fd);
    g_free(sender.bytes);
    g_free(peer.bytes);
    front_end_free(fe);
}

static void write_all_waits_for_a_peer_that_reads_slowly(void **state)
{
    Peer peer = {0};
    FrontEnd *fe = connect_peer(&peer, receive_slowly);
    g_autofree uint8_t *bytes = g_malloc(TOTAL);

    fill(bytes, TOTAL);
    assert_int_equal(qemu_chr_fe_write_all(&fe->chr, bytes, TOTAL), TOTAL);
    g_thread_join(peer.thread);
    assert_memory_equal(peer.bytes, bytes, TOTAL);
    close(peer.fd);
    g_free(peer.bytes);
    front_end_free(fe);
}

static gpointer vanish(gpointer opaque)
{
    Peer *self = opaque;
    while (self->received < 100000) {
        ssize_t count = read(self->fd, self->bytes, 10000);
        self->received += (size_t)MAX(count, 0);
    }
    close(self->fd);
    return NULL;
}

static void write_all_ends_when_the_peer_vanishes(void **state)
{
    Peer peer = {0};
    FrontEnd *fe = connect_peer(&peer, vanish);
    g_autofree uint8_t *bytes = g_malloc0(TOTAL);

    assert_int_equal(qemu_chr_fe_write_all(&fe->chr, bytes, TOTAL), -1);
    assert_true(errno == EPIPE || errno == ECONNRESET);
    assert_string_equal(fe->events->str, "OC");
    g_thread_join(peer.thread);
    g_free(peer.bytes);
    front_end_free(fe);
}

/* --- other threads ------------------------------------------------------------------ */

typedef struct Processor {
    FrontEnd *fe;
    bool done;
} Processor;

/* As a processor does it: with the big lock, while the main loop runs. */
static gpointer write_under_lock(gpointer opaque)
{
    Processor *self = opaque;

    for (int i = 0; i < 1000; i++) {
        bql_lock();
        uint8_t byte = (uint8_t)i;
        assert_int_equal(qemu_chr_fe_write_all(&self->fe->chr, &byte, 1), 1);
        front_end_accept(self->fe, 10);
        self->done = i == 999;
        bql_unlock();
    }
    return NULL;
}

static bool is_done(void *processor)
{
    return ((Processor *)processor)->done;
}

static bool all_echoed(void *front_end)
{
    return ((FrontEnd *)front_end)->input->len == 1000;
}

static gpointer echo(gpointer opaque)
{
    int fd = GPOINTER_TO_INT(opaque);
    uint8_t buf[100];
    ssize_t count;

    while ((count = read(fd, buf, sizeof(buf))) > 0) {
        assert_int_equal(write(fd, buf, (size_t)count), count);
    }
    close(fd);
    return NULL;
}

static void another_thread_writes_and_accepts_while_the_loop_runs(void **state)
{
    int ends[2];
    FrontEnd *fe = front_end_open("tcp:127.0.0.1:0,server=on,wait=off");

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    assert_int_equal(qemu_chr_add_client(qemu_chr_find("test"), ends[0]), 0);
    fe->space = 0;
    fe->only_once = true;
    Processor processor = {.fe = fe};
    GThread *peer = g_thread_new("peer", echo, GINT_TO_POINTER(ends[1]));
    GThread *thread = g_thread_new("processor", write_under_lock, &processor);
    run_until(is_done, &processor);
    /* The last echoes may come when the processor does not look for them any more. */
    fe->only_once = false;
    front_end_accept(fe, 10);
    run_until(all_echoed, fe);
    g_thread_join(thread);
    for (size_t i = 0; i < 1000; i++) {
        assert_int_equal(fe->input->data[i], (uint8_t)i);
    }
    front_end_free(fe);
    g_thread_join(peer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_megabyte_reaches_a_device_that_takes_single_bytes),
        cmocka_unit_test(full_front_end_leaves_input_where_it_is),
        cmocka_unit_test(a_megabyte_reaches_a_peer_that_reads_slowly),
        cmocka_unit_test(write_all_waits_for_a_peer_that_reads_slowly),
        cmocka_unit_test(write_all_ends_when_the_peer_vanishes),
        cmocka_unit_test(another_thread_writes_and_accepts_while_the_loop_runs),
    };
    return cmocka_run_group_tests(tests, chardev_group_setup, chardev_group_teardown);
}
