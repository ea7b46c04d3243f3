/*
 * Faults and interrupts: what each one means. boot.S has told the processor where traps.S is.
 */
#include "arm64.h"

enum { INTERRUPT = 1 };
enum { UNKNOWN = 0x00, JUMP = 0x21, PC_ALIGNMENT = 0x22, DATA = 0x25, SP_ALIGNMENT = 0x26, BREAKPOINT = 0x3c };

struct frame { /* as traps.S leaves it on the stack */
	uint64_t x[31], sp, pc, state;
};
static const char *const register_names[] = {
	"x0",  "x1",  "x2",  "x3",  "x4",  "x5",  "x6",	 "x7",	"x8",  "x9",  "x10", "x11", "x12", "x13", "x14", "x15", "x16",
	"x17", "x18", "x19", "x20", "x21", "x22", "x23", "x24", "x25", "x26", "x27", "x28", "x29", "x30", "sp",	 NULL};

void traps_start(void)
{
}

void trap(struct frame *frame, unsigned vector);
void trap(struct frame *frame, unsigned vector)
{
	if (vector % 4 == INTERRUPT) {
		timer_interrupt();
		return;
	}
	struct fault fault = {
		.pc = frame->pc, .stack = frame->sp, .frame = frame->x[29], .link = frame->x[30],
		.registers = frame->x, .register_names = register_names};
	uint64_t syndrome = read_register(esr_el1), address = read_register(far_el1);
	bool misaligned = (syndrome & 0x3f) == 0x21;

	switch (syndrome >> 26 & 0x3f) {
	case UNKNOWN:
		fault_panic(&fault, "illegal instruction");
	case JUMP:
		memory_fault_panic(&fault, EXECUTE, address);
	case DATA:
		if (misaligned)
			fault_panic(&fault, "misaligned access to 0x%lx", address);
		memory_fault_panic(&fault, syndrome & 0x40 ? WRITE : READ, address);
	case BREAKPOINT:
		fault_panic(&fault, "breakpoint");
	case PC_ALIGNMENT:
		fault_panic(&fault, "jump to 0x%lx, where no instruction can begin", address);
	case SP_ALIGNMENT:
		fault_panic(&fault, "the stack pointer is damaged");
	default:
		fault_panic(&fault, "unexpected trap (vector %u, syndrome 0x%lx)", vector, syndrome);
	}
}
