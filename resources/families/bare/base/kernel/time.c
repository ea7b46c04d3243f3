/*
 * Time: the clock that each processor has, and the ticks of the timer.
 */
#include "kernel.h"

static uint64_t clock_zero, clock_per_ms;
static volatile uint64_t tick_count;

void time_start(void)
{
	clock_zero = clock_now();
	clock_per_ms = clock_start();
}

void timer_tick(void)
{
	tick_count = tick_count + 1;
}

uint64_t ticks(void)
{
	return tick_count;
}

uint64_t uptime_us(void)
{
	uint64_t passed = clock_now() - clock_zero;

	/* In two parts, so that no product leaves its type. */
	return clock_per_ms ? passed / clock_per_ms * 1000 + passed % clock_per_ms * 1000 / clock_per_ms : 0;
}

uint64_t uptime_ms(void)
{
	return uptime_us() / 1000;
}

void sleep_ms(unsigned ms)
{
	uint64_t end = uptime_us() + (uint64_t)ms * 1000;

	while (uptime_us() < end)
		cpu_wait();
}
