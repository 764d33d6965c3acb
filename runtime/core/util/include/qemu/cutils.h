/* SPDX-License-Identifier: MIT */
/* Strings, numbers in strings, and memory. */
#ifndef QEMU_CUTILS_H
#define QEMU_CUTILS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

/* --- strings ------------------------------------------------------------------------ */

/* str to buf of buf_size bytes, cut if need be; ends in NUL unless buf_size is 0. */
void pstrcpy(char *buf, int buf_size, const char *str);
/* The same behind the string in buf; result: buf. */
char *pstrcat(char *buf, int buf_size, const char *s);
/* str to all of buf, filled up with pad; no NUL. */
void strpadcpy(char *buf, int buf_size, const char *str, char pad);
/* Whether str begins with val; *ptr (NULL: not told) is what follows, in str. */
int strstart(const char *str, const char *val, const char **ptr);
/* The same whatever the letters' case (ASCII). */
int stristart(const char *str, const char *val, const char **ptr);
int qemu_strnlen(const char *s, int max_len);
/* The text up to a character of delim, which becomes NUL; *input goes on behind it. */
char *qemu_strsep(char **input, const char *delim);
/* The first c in s, or the end of s. */
const char *qemu_strchrnul(const char *s, int c);
/* strcmp() of what two pointers to strings point to, where NULL is least. */
int qemu_pstrcmp0(const char **str1, const char **str2);

/* --- numbers ------------------------------------------------------------------------ */

/*
 * The number at the start of nptr in base (0: as in C; 16: 0x may stand before it), after
 * blanks and a sign. *endptr is what follows; endptr NULL: nothing may follow.
 * 0; -EINVAL: no number, or something follows: *result is 0; -ERANGE: it does not fit:
 * *result is the nearest one that does.
 */
int qemu_strtoi(const char *nptr, const char **endptr, int base, int *result);
int qemu_strtoui(const char *nptr, const char **endptr, int base, unsigned int *result);
int qemu_strtol(const char *nptr, const char **endptr, int base, long *result);
int qemu_strtoul(const char *nptr, const char **endptr, int base, unsigned long *result);
int qemu_strtoi64(const char *nptr, const char **endptr, int base, int64_t *result);
int qemu_strtou64(const char *nptr, const char **endptr, int base, uint64_t *result);
/* An unsigned number without a sign; otherwise as qemu_strtou64(). */
int parse_uint(const char *s, const char **endptr, int base, uint64_t *value);
/* The whole of s is one. */
int parse_uint_full(const char *s, int base, uint64_t *value);
/*
 * A size in bytes: a decimal number, with a fraction where a unit follows, or 0x; then
 * B, K, M, G, T, P or E (powers of 1024; either case) for strtosz; strtosz_MiB counts in
 * MiB where no unit stands. Errors as above, also for a fraction of a byte.
 */
int qemu_strtosz(const char *nptr, const char **end, uint64_t *result);
int qemu_strtosz_MiB(const char *nptr, const char **end, uint64_t *result);

/* "1.5 KiB" for 1536, new; "1.5 MHz" for 1500000, new. */
char *size_to_str(uint64_t val);
char *freq_to_str(uint64_t freq_hz);

/* --- memory and times --------------------------------------------------------------- */

bool buffer_is_zero(const void *buf, size_t len);

/* Seconds since 1970 of a time in UTC. */
time_t mktimegm(struct tm *tm);

#endif
