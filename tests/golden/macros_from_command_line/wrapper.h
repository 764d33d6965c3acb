/* SPDX-License-Identifier: MIT */
#ifdef FEATURE
int feature(int level);
#endif
int level = LEVEL;
