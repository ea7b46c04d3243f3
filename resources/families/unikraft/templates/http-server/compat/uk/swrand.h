/* lwIP's port of 0.16 asks for this header; Unikraft 0.17 has <uk/random.h> in its place. */
#ifndef COMPAT_UK_SWRAND_H
#define COMPAT_UK_SWRAND_H

#include <uk/config.h>

#if CONFIG_LIBUKRANDOM
#include <uk/random.h>

static inline unsigned int uk_swrand_randr(void)
{
	unsigned int value;

	uk_random_fill_buffer(&value, sizeof(value));
	return value;
}
#else
#include <uk/plat/time.h>

/* Good enough to tell connections apart on one's own computer, and no secret: turn LIBUKRANDOM on for more. */
static inline unsigned int uk_swrand_randr(void)
{
	static unsigned long long state;

	state = state * 6364136223846793005ULL + ukplat_monotonic_clock() + 1442695040888963407ULL;
	return state >> 32;
}
#endif

#endif
