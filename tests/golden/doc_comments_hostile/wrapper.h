/* SPDX-License-Identifier: MIT */
/// Ends a block comment: glob/*/ and */ and starts one: /* here.
int delimiters(void);

/// Ends with a backslash \
int swallowed(void);
int after_backslash(void);

/** Trigraphs: ??/ ??= and a backslash \ inside. */
int trigraphs(void);

/** {{ braces }} {% raw %} {# not a template #} */
int template_like(void);

/** "Quotes" and \n and	a tab, percent %s. */
int quotes(void);

/***/
int empty_comment(void);

/**/
int emptier_comment(void);

/** */
int blank_comment(void);

/**************
 * A box.
 **************/
int box(void);

/** Carriage return follows.
 */
int carriage_return(void);
