#include "../claimed.h"
