/*
 * Time: the clock that each processor has, and the ticks of the timer.
 */
#include "kernel.h"

static volatile uint64_t tick_count;

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
	return clock_us();
}

uint64_t uptime_ms(void)
{
	return clock_us() / 1000;
}

void sleep_ms(unsigned ms)
{
	uint64_t end = clock_us() + (uint64_t)ms * 1000;

	while (clock_us() < end)
		cpu_wait();
}
