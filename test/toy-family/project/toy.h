void say(const char *text);
void say_number(unsigned number);
int hear(void); /* waits for one character */
void toy_exit(int code);
void toy_panic(const char *why);
void toy_reset(void);
int app(void);
