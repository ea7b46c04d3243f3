#include "toy.h"

int app(void)
{
	say(GREETING "\n");
	return 0;
}
