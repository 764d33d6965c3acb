/* SPDX-License-Identifier: MIT */
/* Declares nothing. */
