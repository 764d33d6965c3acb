/* SPDX-License-Identifier: MIT */
/* Handlers whose object is where the manifest says: behind no void *, and where the types
 * alone say too little. */
#include "bindery/marks.h"

typedef unsigned char u_char;
typedef void (*packet_func)(u_char *, const int *header, const u_char *bytes);
typedef int (*walk_func)(void *, int);

int loop(int count, packet_func, u_char *);
int dispatch(int count, packet_func callback, u_char *user);
int poll_packets(int count, packet_func, u_char *); /* the manifest does not say it */
int wait_for(int (*predicate)(const int *event, const char *arg), const char *arg);
int walk(walk_func, void *);
int climb(walk_func, void *); /* the manifest does not say it */

struct hooks {
    void (*closed)(void *);
    void *owner;
};

/* A record may have a pointer for each callback. */
struct checkout {
    int (*notify_cb)(int why, void *payload);
    void *notify_payload;
    void (*progress_cb)(int done, void *payload);
    void *progress_payload;
};

typedef struct Sniffer {
    double seconds;
} Sniffer;

void sniffer_packet(Sniffer *sniffer, const int *header, const u_char *bytes)
    BINDERY_IMPLEMENTS(packet_func);
int sniffer_waits(const int *event, const Sniffer *sniffer)
    BINDERY_IMPLEMENTS(wait_for, predicate);
int sniffer_walk(Sniffer *sniffer, int n) BINDERY_IMPLEMENTS(walk_func);
void sniffer_closed(Sniffer *sniffer) BINDERY_IMPLEMENTS(struct hooks, closed);
int sniffer_notify(int why, Sniffer *sniffer) BINDERY_IMPLEMENTS(struct checkout, notify_cb);
void sniffer_progress(int done, Sniffer *sniffer)
    BINDERY_IMPLEMENTS(struct checkout, progress_cb);
