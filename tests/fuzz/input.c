/* SPDX-License-Identifier: MIT */
#include "input.h"

#include <stddef.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const uint8_t *input;
static size_t left;

uint8_t next(void)
{
    if (left == 0) {
        return 0;
    }
    left--;
    return *input++;
}

uint64_t next_bytes(int count)
{
    uint64_t value = 0;

    for (int i = 0; i < count; i++) {
        value = value << 8 | next();
    }
    return value;
}

bool input_is_left(void)
{
    return left > 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool started;

    if (!started) {
        target_start();
        started = true;
    }
    input = data;
    left = size;
    target_run();
    return 0;
}
