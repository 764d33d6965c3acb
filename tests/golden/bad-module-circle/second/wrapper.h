int second(void);
