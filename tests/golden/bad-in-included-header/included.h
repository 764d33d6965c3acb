/* SPDX-License-Identifier: MIT */
int a;
long a;
