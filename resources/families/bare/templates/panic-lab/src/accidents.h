/* What can be chosen from the menu; the list ends with an entry that has no function. */
#include <bare.h>

struct accident {
	char key;
	const char *title;
	void (*happen)(void);
};
extern const struct accident accidents[];
