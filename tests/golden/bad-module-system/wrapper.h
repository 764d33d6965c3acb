#include <stddef.h>
size_t length(const char *text);
