/* SPDX-License-Identifier: MIT */
/** One line. */
int one_line(void);

/**
 * Several lines,
 * with a list:
 *
 *  - first
 *    - nested
 *  - second
 *
 * @param a the number
 * @return twice that
 */
int several_lines(int a);

/*!
 * Qt style.
 */
int qt_style(void);

/// Three slashes.
/// Two lines of them.
int slashes(void);

//! Slashes and an exclamation mark.
int qt_slashes(void);

/* No documentation. */
int undocumented(void);

int trailing(void); /**< After it. */
int trailing_slashes(void); ///< After it, too.

/** A record. */
struct documented {
    /** Before the member. */
    int a;
    int b; /**< After the member. */
    int c; ///< After, with slashes
           ///< on two lines.
    /**
     * A nested record.
     */
    struct {
        int x; /*!< Inside. */
    } nested;
    /** An anonymous union. */
    union {
        int i; /**< Either. */
        float f; /**< Or. */
    };
    /** A bit. */
    unsigned bit : 1;
};

/** An enumeration. */
enum choice {
    CHOICE_A, /**< The first. */
    /** The second. */
    CHOICE_B,
};

/** A typedef of an unnamed record. */
typedef struct {
    int a; /**< Only member. */
} documented_typedef;

/** A callback. */
typedef int (*callback)(void *opaque /**< passed on */);

/** A variable. */
extern int documented_variable;

/** A macro's comment belongs to no declaration. */
#define DOCUMENTED_MACRO 1

/**
   No stars
     keep their indentation.
*/
int no_stars(void);

/** Doubles the number, in the header itself. */
static inline int documented_inline(int a)
{
    return 2 * a;
}

/** Détails en français: œuvre, 日本語. */
int unicode(void);
