/*
 * panic-lab: a menu of accidents. The accidents themselves are in accidents.c.
 */
#include "accidents.h"

int main(void)
{
	char line[16];

	for (;;) {
		print("\nWhat shall go wrong?\n");
		for (const struct accident *accident = accidents; accident->happen; accident++)
			print("  %c  %s\n", accident->key, accident->title);
		print("  q  nothing\n> ");
		read_line(line, sizeof line);
		if (line[0] == 'q')
			return 0;
		for (const struct accident *accident = accidents; accident->happen; accident++)
			if (accident->key == line[0])
				accident->happen();
	}
}
