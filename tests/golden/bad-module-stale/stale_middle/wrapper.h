#include "../base.h"
void middle(base *of);
