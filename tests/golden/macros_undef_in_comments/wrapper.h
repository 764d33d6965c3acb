/* SPDX-License-Identifier: MIT */
#define AFTER_LINE_COMMENT 1
// what is below include/* is private
#undef AFTER_LINE_COMMENT

#define AFTER_STRING 1
#define PATTERN "include/*"
#undef AFTER_STRING

#define AFTER_CHARACTER 1
#define QUOTE '"'
#define SLASH '/'
#undef AFTER_CHARACTER

#define AFTER_APOSTROPHE 1
#if 0
what a compiler doesn't read /* at all */
#endif
#undef AFTER_APOSTROPHE

#define IN_BLOCK_COMMENT 1
/* "a string
#undef IN_BLOCK_COMMENT
   that isn't one" // nor is this a comment */

#define IN_LINE_COMMENT 1
// continued \
#undef IN_LINE_COMMENT

#define IN_DOUBLE_END 1
/* one */ /* two
#undef IN_DOUBLE_END
*/

#define AFTER_DIVISION 1
enum { HALF = 4 / 2 };
#undef AFTER_DIVISION
#define LEFT_OUT 1
#if 0
#undef LEFT_OUT
#elif 1
#define TAKEN 1
#undef TAKEN
#else
#undef LEFT_OUT
#endif
#ifdef NOWHERE
#undef LEFT_OUT
#endif
