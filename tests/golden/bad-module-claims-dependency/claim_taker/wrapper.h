#include "../claimed.h"
void claim_more(struct claim *claim);
