/* A comment is for the member behind it, or before it on its line, and for no other. */

/** Three colours. */
enum colour {
    /** Like blood. */
    RED, GREEN,
    BLUE, /**< Like the sky. */
    GREY
};

/** A point. */
struct point {
    /** To the right, and down. */
    int x, y;
    int z; /**< Away. */
    int unsaid;
    /** Where it is seen. */
    struct {
        int column;
        /** From above. */
        int row;
    } screen;
    union {
        /** As a number. */
        unsigned number;
        unsigned char bytes[4];
    };
};
