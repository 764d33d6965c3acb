#include "../index.h"
