/* SPDX-License-Identifier: MIT */
/* Anonymous and unnamed records in records, several levels deep. */
struct event {
    int type;
    union {
        struct {
            int x, y;
        };
        struct {
            unsigned char key;
            struct {
                int repeat;
            } details;
        };
        long raw;
    };
    struct {
        struct {
            char deep;
        } inner;
        enum { NOT_YET, DONE } progress;
    } state;
    union {
        float ratio;
        int percent;
    } scale[2], *scale_pointer;
    const struct {
        int a;
    } constant;
};

/* A record with a tag inside a record is visible outside of it in C. */
struct outer {
    struct visible {
        int v;
    } member;
    union visible_union {
        int i;
    } * pointer;
    enum visible_enum { SEEN, UNSEEN } e;
};

extern struct visible *a_visible;
extern enum visible_enum an_enum;
