/* SPDX-License-Identifier: MIT */
#include <pthread.h>
#include <sys/types.h>
