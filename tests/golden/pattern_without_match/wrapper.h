/* SPDX-License-Identifier: MIT */
int present(void);
