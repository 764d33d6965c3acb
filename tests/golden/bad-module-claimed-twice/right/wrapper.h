#include "../common.h"

int right(struct shared *shared);
