/* SPDX-License-Identifier: MIT */
/** Not kept. */
int documented(void);
struct s {
    int a; /**< Not kept. */
};
