#include "../store.h"
