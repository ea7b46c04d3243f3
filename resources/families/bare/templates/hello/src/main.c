/*
 * hello: the whole program. Change the text, press Run, and the machine says something else.
 */
#include <bare.h>

int main(void)
{
	print("%s\n", CONFIG_GREETING); /* the option GREETING; any "text" of your own will do as well */
	return 0;
}
