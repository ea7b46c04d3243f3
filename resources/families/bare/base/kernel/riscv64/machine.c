/*
 * The board "virt" that QEMU plays: serial port, clock, timer, memory size, and the way out.
 */
#include "../fdt.h"
#include "riscv64.h"

#define UART ((volatile uint8_t *)0x10000000) /* a 16550 */
#define CLOCK (*(volatile uint64_t *)0x200bff8)
#define ALARM (*(volatile uint64_t *)0x2004000)
#define FINISHER (*(volatile uint32_t *)0x100000)
#define CLOCK_HZ 10000000

extern const uint32_t *device_tree;

void serial_start(void)
{
	UART[1] = 0; /* no interrupts: we look for ourselves */
	UART[3] = 3; /* 8 bits, no parity, 1 stop bit */
	UART[2] = 7; /* empty queues for both directions */
}

void serial_put(char c)
{
	while (!(UART[5] & 0x20))
		;
	UART[0] = (uint8_t)c;
}

int serial_get(void)
{
	return UART[5] & 1 ? UART[0] : -1;
}

unsigned memory_mib(void)
{
	return fdt_memory_mib(device_tree);
}

uint64_t clock_now(void)
{
	return CLOCK;
}

uint64_t clock_start(void)
{
	return CLOCK_HZ / 1000;
}

#ifdef CONFIG_TIMER
void timer_start(void)
{
	ALARM = CLOCK + CLOCK_HZ / CONFIG_HZ;
	__asm__ volatile("csrs mie, %0; csrsi mstatus, 8" : : "r"(1 << 7));
}

void timer_interrupt(void)
{
	ALARM += CLOCK_HZ / CONFIG_HZ;
	timer_tick();
}

void cpu_wait(void)
{
	__asm__ volatile("wfi");
}
#else
void timer_interrupt(void)
{
}

void cpu_wait(void)
{
}
#endif

_Noreturn void cpu_stop(void)
{
	__asm__ volatile("csrci mstatus, 8");
	for (;;)
		__asm__ volatile("wfi");
}

_Noreturn void machine_exit(unsigned code)
{
	FINISHER = (2 * code + 3) << 16 | 0x3333; /* QEMU ends with the upper half as its status */
	cpu_stop();
}
