/*
 * The board "virt" that QEMU plays: serial port, clock, timer, memory size, and the way out.
 */
#include "../fdt.h"
#include "arm64.h"

enum {
	DEVICE_TREE = 0x40000000,
	UART = 0x09000000, /* a PL011 */
	UART_DATA = UART, UART_FLAGS = UART + 0x18, UART_LINE = UART + 0x2c, UART_CONTROL = UART + 0x30,
	GIC = 0x08000000, /* the interrupt controller, version 2: what all processors share, and below what each has */
	GIC_CONTROL = GIC, GIC_ENABLE = GIC + 0x100,
	GIC_CPU = 0x08010000,
	GIC_CPU_CONTROL = GIC_CPU, GIC_PRIORITY = GIC_CPU + 4, GIC_TAKE = GIC_CPU + 0xc, GIC_DONE = GIC_CPU + 0x10,
	TIMER_LINE = 27,
};

void serial_start(void)
{
	DEVICE(UART_CONTROL) = 0;
	DEVICE(UART_LINE) = 0x70;     /* 8 bits, queues on */
	DEVICE(UART_CONTROL) = 0x301; /* on, both directions */
}

void serial_put(char c)
{
	while (DEVICE(UART_FLAGS) & 0x20)
		;
	DEVICE(UART_DATA) = (uint8_t)c;
}

int serial_get(void)
{
	return DEVICE(UART_FLAGS) & 0x10 ? -1 : (int)(DEVICE(UART_DATA) & 0xff);
}

unsigned memory_mib(void)
{
	return fdt_memory_mib((const uint32_t *)DEVICE_TREE);
}

uint64_t clock_now(void)
{
	__asm__ volatile("isb");
	return read_register(cntvct_el0);
}

uint64_t clock_start(void)
{
	return read_register(cntfrq_el0) / 1000;
}

#ifdef CONFIG_TIMER
static uint64_t interval, next;

void timer_start(void)
{
	interval = read_register(cntfrq_el0) / CONFIG_HZ;
	next = clock_now() + interval;
	write_register(cntv_cval_el0, next);
	write_register(cntv_ctl_el0, 1);
	DEVICE(GIC_ENABLE) = 1u << TIMER_LINE;
	DEVICE(GIC_CONTROL) = 1;
	DEVICE(GIC_PRIORITY) = 0xff;
	DEVICE(GIC_CPU_CONTROL) = 1;
	__asm__ volatile("msr daifclr, #2");
}

void timer_interrupt(void)
{
	uint32_t line = DEVICE(GIC_TAKE);

	if ((line & 0x3ff) == TIMER_LINE) {
		next += interval;
		write_register(cntv_cval_el0, next);
		timer_tick();
	}
	DEVICE(GIC_DONE) = line;
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
	__asm__ volatile("yield");
}
#endif

_Noreturn void cpu_stop(void)
{
	__asm__ volatile("msr daifset, #15");
	for (;;)
		__asm__ volatile("wfi");
}

_Noreturn void machine_exit(unsigned code)
{
	/* Semihosting: the call "exit", with its reason and status, goes to QEMU itself by a special instruction. */
	uint64_t exit_call[] = {0x20026, 2 * code + 3};
	register uint64_t operation __asm__("x0") = 0x20;
	register uint64_t *arguments __asm__("x1") = exit_call;

	__asm__ volatile("hlt #0xf000" : : "r"(operation), "r"(arguments) : "memory");
	cpu_stop();
}
