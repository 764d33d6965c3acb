struct shared {
    int a;
};

struct shared *shared_create(void);
