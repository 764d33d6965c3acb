/* SPDX-License-Identifier: MIT */
#pragma once
#ifndef WRAPPER_H
#define WRAPPER_H
int guarded(void);
#endif
