int third(void);
