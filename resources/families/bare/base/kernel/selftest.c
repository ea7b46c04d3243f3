/*
 * A look at the machine before main() starts: each part does a little work whose answer is known.
 */
#include "kernel.h"

static void memory_functions(void)
{
	char a[32], b[32];

	memset(a, 'x', sizeof a);
	memcpy(b, a, sizeof b);
	assert(memcmp(a, b, sizeof a) == 0);
	memcpy(a, "0123456789", 11);
	memmove(a + 2, a, 8);
	assert(strncmp(a, "0101234567", 10) == 0);
}

static void stack_is_usable(void)
{
	volatile char deep[CONFIG_STACK_KIB * 1024 / 2];

	deep[0] = 1;
	deep[sizeof deep - 1] = 2;
	assert(deep[0] + deep[sizeof deep - 1] == 3);
}

static void clock_moves(void)
{
	uint64_t before = uptime_us();

	sleep_ms(2);
	assert(uptime_us() - before >= 2000);
}

#ifdef CONFIG_TIMER
static void timer_ticks(void)
{
	uint64_t before = ticks();

	sleep_ms(3000 / CONFIG_HZ + 1);
	assert(ticks() > before);
}
#endif

#ifdef CONFIG_HEAP
static void heap_gives_and_takes(void)
{
	char *a = malloc(100), *b = malloc(200), *c;

	assert(a && b && (b >= a + 100 || a >= b + 200));
	memset(a, 1, 100);
	memset(b, 2, 200);
	assert(a[99] == 1 && b[0] == 2);
	free(a);
	free(b);
	c = malloc(300);
	assert(c == a); /* the two free neighbours became one */
	free(c);
}
#endif

void self_test(void)
{
	static const struct { const char *what; void (*check)(void); } tests[] = {
		{"memory functions", memory_functions},
		{"stack", stack_is_usable},
		{"clock", clock_moves},
#ifdef CONFIG_TIMER
		{"timer", timer_ticks},
#endif
#ifdef CONFIG_HEAP
		{"heap", heap_gives_and_takes},
#endif
	};
	unsigned count = sizeof tests / sizeof *tests;

	for (unsigned i = 0; i < count; i++) {
		log_debug("selftest", "%s", tests[i].what);
		tests[i].check();
	}
	log_info("selftest", "%u of %u passed", count, count);
}
