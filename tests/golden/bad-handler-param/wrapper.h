/* SPDX-License-Identifier: MIT */
/* What is no object is of the same type on both sides. */
#include <bindery/marks.h>

typedef void (*receive_fn)(void *opaque, const unsigned char *bytes, long size);
struct port { int n; };

void narrow(struct port *port, const unsigned char *bytes, int size)
    BINDERY_IMPLEMENTS(receive_fn);
void other_pointer(struct port *port, const char *bytes, long size)
    BINDERY_IMPLEMENTS(receive_fn);
void no_pointer(int port, const unsigned char *bytes, long size)
    BINDERY_IMPLEMENTS(receive_fn);
void function_pointer(void (*port)(void), const unsigned char *bytes, long size)
    BINDERY_IMPLEMENTS(receive_fn);
