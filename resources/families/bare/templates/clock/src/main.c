/*
 * clock: says once a second how long the machine is up, for ten seconds or until a key is pressed.
 */
#include <bare.h>

int main(void)
{
	uint64_t start = uptime_ms();

	print("ten seconds; any key ends them\n");
	for (unsigned second = 1; second <= 10 && poll_char() < 0; second++) {
		/* Waiting for a moment, not for a time: so no second is longer for what was done in it. */
		uint64_t next = start + second * 1000;

		while (uptime_ms() < next)
			sleep_ms((unsigned)(next - uptime_ms()));
		print("%2u s, %lu ticks\n", second, (unsigned long)ticks());
	}
	return 0;
}
