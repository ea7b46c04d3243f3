/*
 * greeter: asks for a name on the serial console, and answers. An empty name ends it.
 */
#include <bare.h>

int main(void)
{
	char name[64];

	print("greeter is up\n");
	for (unsigned visitor = 1;; visitor++) {
		print("What is your name? ");
		if (read_line(name, sizeof name) == 0)
			break;
		print("Hello, %s. You are visitor %u.\n", name, visitor);
	}
	print("Goodbye.\n");
	return 0;
}
