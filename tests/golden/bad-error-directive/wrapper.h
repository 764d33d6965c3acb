/* SPDX-License-Identifier: MIT */
#error "this header is for another system"
