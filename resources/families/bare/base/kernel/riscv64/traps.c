/*
 * Faults and interrupts: what each one means. boot.S has told the processor where traps.S is.
 */
#include "riscv64.h"

struct frame { /* as traps.S leaves it on the stack */
	uint64_t x[31], pc;
};
static const char *const register_names[] = {
	"ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0",  "a1",  "a2", "a3", "a4", "a5", "a6", "a7",
	"s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6", "pc", NULL};

void traps_start(void)
{
}

void trap(struct frame *frame);
void trap(struct frame *frame)
{
	uint64_t cause = read_register(mcause), address = read_register(mtval);

	if (cause >> 63) {
		timer_interrupt();
		return;
	}
	struct fault fault = {
		.pc = frame->pc, .stack = frame->x[1], .frame = frame->x[7], .link = frame->x[0],
		.registers = frame->x, .register_names = register_names};
	switch (cause) {
	case 1:
		memory_fault_panic(&fault, EXECUTE, address);
	case 2:
		fault_panic(&fault, "illegal instruction");
	case 3:
		fault_panic(&fault, "breakpoint");
	case 0:
	case 4:
	case 6:
		fault_panic(&fault, "misaligned access to 0x%lx", address);
	case 5:
		memory_fault_panic(&fault, READ, address);
	case 7:
		memory_fault_panic(&fault, WRITE, address);
	default:
		fault_panic(&fault, "unexpected trap (cause %lu)", cause);
	}
}
