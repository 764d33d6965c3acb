/* SPDX-License-Identifier: MIT */
int after_raw(void);
