#define CLAIM_LIMIT 3
struct claim {
    int of;
};
void claim_make(struct claim *claim);
