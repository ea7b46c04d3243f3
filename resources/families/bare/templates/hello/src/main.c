/*
 * hello: the whole program. Change a text, press Run, and the machine says something else.
 */
#include <bare.h>

int main(void)
{
	print("Hello. This machine runs one program: yours.\n");
	print("%s\n", CONFIG_GREETING);
	return 0;
}
