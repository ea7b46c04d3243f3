/*
 * The PC that QEMU plays: serial port, clock, timer, memory size, and the way out.
 */
#include "../kernel.h"
#include "io.h"

enum { COM1 = 0x3f8, PIC = 0x20, PIC2 = 0xa0, PIT = 0x40, PIT_HZ = 1193182, DEBUG_EXIT = 0xf4 };

void serial_start(void)
{
	out8(COM1 + 1, 0);    /* no interrupts: we look for ourselves */
	out8(COM1 + 3, 0x80); /* the next two set the speed: 115200 / 1 */
	out8(COM1 + 0, 1);
	out8(COM1 + 1, 0);
	out8(COM1 + 3, 3); /* 8 bits, no parity, 1 stop bit */
	out8(COM1 + 2, 7); /* empty queues for both directions */
}

void serial_put(char c)
{
	while (!(in8(COM1 + 5) & 0x20))
		;
	out8(COM1, (uint8_t)c);
}

int serial_get(void)
{
	return in8(COM1 + 5) & 1 ? in8(COM1) : -1;
}

unsigned memory_mib(void)
{
	/* What boot.S kept of the PVH memory map. Type 1 is memory; the part below 1 MiB comes in pieces. */
	extern const struct { uint64_t start, size; uint32_t type, reserved; } memory_map[32];
	uint64_t end = 0;

	for (int i = 0; i < 32; i++)
		if (memory_map[i].type == 1 && memory_map[i].start + memory_map[i].size > end)
			end = memory_map[i].start + memory_map[i].size;
	return (unsigned)((end + 0xfffff) >> 20); /* the firmware keeps a little at the end for itself */
}

/* ---- the clock: the processor's cycle counter, whose speed is measured once against the PIT ---- */
uint64_t clock_now(void)
{
	uint32_t low, high;

	__asm__ volatile("lfence; rdtsc" : "=a"(low), "=d"(high));
	return (uint64_t)high << 32 | low;
}

struct instant {
	uint64_t cycles;
	uint16_t pit;
};

/* Reads both clocks at the same moment: of five tries the quickest counts, for a host may look away between reads. */
static struct instant both_clocks(void)
{
	struct instant best = {0, 0};
	uint64_t quickest = UINT64_MAX;

	for (int try = 0; try < 5; try++) {
		uint64_t before = clock_now();

		out8(PIT + 3, 0); /* hold counter 0 still to be read */
		uint16_t pit = in8(PIT);
		pit |= (uint16_t)(in8(PIT) << 8);
		uint64_t took = clock_now() - before;

		if (took < quickest) {
			quickest = took;
			best = (struct instant){before + took / 2, pit};
		}
	}
	return best;
}

uint64_t clock_start(void)
{
	out8(PIT + 3, 0x34); /* counter 0 counts down from 65536 again and again */
	out8(PIT, 0);
	out8(PIT, 0);
	struct instant start = both_clocks(), end;

	do
		end = both_clocks();
	while ((uint16_t)(start.pit - end.pit) < PIT_HZ / 500); /* 2 ms */
	return (end.cycles - start.cycles) * (PIT_HZ / 1000) / (uint16_t)(start.pit - end.pit);
}

#ifdef CONFIG_TIMER
void timer_start(void)
{
	unsigned divisor = PIT_HZ / CONFIG_HZ;

	out8(PIC, 0x11); /* both interrupt controllers anew: */
	out8(PIC2, 0x11);
	out8(PIC + 1, 32); /* their interrupts come behind the 32 faults */
	out8(PIC2 + 1, 40);
	out8(PIC + 1, 4); /* the second hangs on line 2 of the first */
	out8(PIC2 + 1, 2);
	out8(PIC + 1, 1);
	out8(PIC2 + 1, 1);
	out8(PIC + 1, 0xfe); /* let line 0 through, the PIT's, and nothing else */
	out8(PIC2 + 1, 0xff);
	out8(PIT + 3, 0x34);
	out8(PIT, (uint8_t)divisor);
	out8(PIT, (uint8_t)(divisor >> 8));
	__asm__ volatile("sti");
}

void cpu_wait(void)
{
	__asm__ volatile("hlt");
}
#else
void cpu_wait(void)
{
	__asm__ volatile("pause");
}
#endif

_Noreturn void cpu_stop(void)
{
	for (;;)
		__asm__ volatile("cli; hlt");
}

_Noreturn void machine_exit(unsigned code)
{
	while (!(in8(COM1 + 5) & 0x40)) /* QEMU ends at once, and would forget what the line has not taken yet */
		;
	out8(DEBUG_EXIT, (uint8_t)(code + 1)); /* QEMU ends with 2 * value + 1 */
	cpu_stop();
}
