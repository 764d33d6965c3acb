#include "../common.h"

int left(struct shared *shared);
