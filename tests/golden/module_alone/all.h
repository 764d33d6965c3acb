enum weekday { MONDAY, TUESDAY };

struct calendar;

struct date {
    int day;
    enum weekday weekday;
    struct calendar *calendar;
};

struct secret {
    long state[4];
};

int date_compare(const struct date *a, const struct date *b);
int date_old(struct date *a);
int log_level;
#define DATE_FIRST 1
#define LOG_NAME "log"
