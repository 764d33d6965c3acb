/* SPDX-License-Identifier: MIT */
/* A fuzz target that takes its input byte by byte, and the input. */
#ifndef TESTS_FUZZ_INPUT_H
#define TESTS_FUZZ_INPUT_H

#include <stdbool.h>
#include <stdint.h>

/* What a target defines: called once, before the first input; and for each input. */
void target_start(void);
void target_run(void);

/* The input's next byte; 0 after its end. */
uint8_t next(void);
/* So many bytes, the highest one first. */
uint64_t next_bytes(int count);
bool input_is_left(void);

#endif
