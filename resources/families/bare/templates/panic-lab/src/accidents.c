/*
 * The accidents. Each one is a mistake that people really make; find out what the report says about it.
 * The options UBSAN, STACK_PROTECTOR and HEAP_CHECKS are on in this project: turn them off and compare.
 */
#include "accidents.h"

struct date {
	int second, minute, hour, day, month, year;
};

static struct date *find_date(void)
{
	return NULL; /* "not found" */
}

static void null_pointer(void)
{
	find_date()->year = 2026;
}

static void division(void)
{
	volatile int visitors = 0;

	print("%d each\n", 100 / visitors);
}

static unsigned sum_of_even_up_to(unsigned n)
{
	return n == 0 ? 0 : n + sum_of_even_up_to(n - 2); /* good for 10; and for 9? */
}

static void endless_recursion(void)
{
	print("%u\n", sum_of_even_up_to(9));
}

static void jump_to_nowhere(void)
{
	void (*volatile callback)(void) = NULL; /* nobody has set it */

	callback();
}

static void illegal_instruction(void)
{
#ifdef __x86_64__
	__asm__ volatile("ud2");
#else
	__asm__ volatile(".long 0");
#endif
}

static void failed_assertion(void)
{
	int found = find_date() != NULL;

	assert(found == 1);
}

static void index_too_large(void)
{
	int days[12] = {31};
	volatile int month = 12; /* the first one is 0 */

	days[month] = 31;
	print("January has %d days\n", days[0]);
}

static void fill(char *text, int length)
{
	while (length-- > 0)
		text[length] = 'x';
}

static void text_too_long(void)
{
	char name[8];

	fill(name, 40);
}

static void freed_twice(void)
{
	char *block = malloc(32);

	free(block);
	free(block);
}

static void written_past_the_end(void)
{
	char *block = malloc(32);

	fill(block, 40);
	free(block);
}

static void give_up(void)
{
	panic("the coffee is %d degrees, which is too cold", 12);
}

static void wait_forever(void)
{
	print("waiting for something that never comes\n");
	for (volatile int ready = 0; !ready;)
		;
}

#ifdef __x86_64__
static void triple_fault(void)
{
	/* The fault needs the table; looking for it is a second fault, whose handler is in the table: the third resets. */
	static const struct __attribute__((packed)) { uint16_t limit; uint64_t base; } no_table;

	__asm__ volatile("lidt %0; int3" : : "m"(no_table));
}
#endif

const struct accident accidents[] = {
	{'n', "write to a field behind a NULL pointer", null_pointer},
	{'d', "divide by zero", division},
	{'r', "call oneself without end", endless_recursion},
	{'j', "call a function that is not there", jump_to_nowhere},
	{'i', "run something that is not an instruction", illegal_instruction},
	{'a', "claim what is not true", failed_assertion},
	{'x', "write behind the end of an array", index_too_large},
	{'s', "write a text that is longer than its place", text_too_long},
	{'f', "free a block twice", freed_twice},
	{'h', "write past a block of the heap", written_past_the_end},
	{'p', "panic on purpose", give_up},
	{'w', "wait forever", wait_forever},
#ifdef __x86_64__
	{'t', "take away the table of faults, then fault", triple_fault},
#endif
	{0, NULL, NULL},
};
