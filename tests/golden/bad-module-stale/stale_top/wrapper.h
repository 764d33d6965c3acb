/* The headers have moved on since the record of stale_base was written. */
#define SECOND_VERSION
#include "../base.h"
void middle(base *of);
base top(void);
