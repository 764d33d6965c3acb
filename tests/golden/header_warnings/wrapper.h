/* SPDX-License-Identifier: MIT */
#warning "this header is old"
int present(void);
