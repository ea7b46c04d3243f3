/*
 * Faults and interrupts: the table that leads to traps.S, and what each fault means.
 */
#include "../kernel.h"
#include "io.h"

enum { DIVIDE = 0, ILLEGAL = 6, DOUBLE = 8, PROTECTION = 13, PAGE = 14, TIMER = 32, VECTORS };

struct frame { /* as traps.S leaves it on the stack */
	uint64_t registers[16], vector, error, rip, cs, flags, rsp, ss;
};
static const char *const register_names[] = {"rax", "rbx", "rcx", "rdx", "rsi", "rdi", "rbp", "rsp", "r8",
					     "r9",  "r10", "r11", "r12", "r13", "r14", "r15", NULL};

/* Faults and interrupts get stacks of their own: the program's may be just what ran out. */
static char fault_stack[8192] __attribute__((aligned(16))), interrupt_stack[4096] __attribute__((aligned(16)));

static struct __attribute__((packed)) {
	uint32_t reserved;
	uint64_t privilege_stacks[3], reserved2, stacks[7];
	uint32_t reserved3[3];
} task_state;

static struct gate {
	uint16_t low, selector;
	uint8_t stack, type;
	uint16_t middle;
	uint32_t high, reserved;
} gates[VECTORS];

void trap(struct frame *frame);
void trap(struct frame *frame)
{
	static const char *const names[] = {
		[1] = "debug trap",	     [2] = "hardware failure",	 [3] = "breakpoint",
		[4] = "overflow",	     [5] = "bound check failed", [7] = "no floating-point unit",
		[16] = "floating-point error", [17] = "misaligned access", [19] = "floating-point error"};
	uint64_t vector = frame->vector, address;

	if (vector == TIMER) {
		out8(0x20, 0x20); /* tells the interrupt controller that this one is dealt with */
		timer_tick();
		return;
	}
	frame->registers[7] = frame->rsp;
	struct fault fault = {
		.pc = frame->rip, .stack = frame->rsp, .frame = frame->registers[6],
		.registers = frame->registers, .register_names = register_names};
	switch (vector) {
	case DIVIDE:
		fault_panic(&fault, "division by zero");
	case ILLEGAL:
		fault_panic(&fault, "illegal instruction");
	case PROTECTION:
		fault_panic(&fault, "general protection fault, error 0x%lx", frame->error);
	case PAGE:
		__asm__ volatile("movq %%cr2, %0" : "=r"(address));
		if (address == frame->rip) {
			fault.link = *(uint64_t *)frame->rsp; /* what the call has just put there */
			memory_fault_panic(&fault, EXECUTE, address);
		}
		memory_fault_panic(&fault, frame->error & 2 ? WRITE : READ, address);
	default:
		fault_panic(&fault, "%s (vector %lu, error 0x%lx)",
			    vector < 20 && names[vector] ? names[vector] : "unexpected trap", vector, frame->error);
	}
}

void traps_start(void)
{
	extern char trap_stubs[];
	extern uint64_t gdt[];
	struct __attribute__((packed)) {
		uint16_t limit;
		void *base;
	} table = {sizeof gates - 1, gates};
	uint64_t task = (uintptr_t)&task_state;

	for (int i = 0; i < VECTORS; i++) {
		uint64_t stub = (uintptr_t)trap_stubs + 16 * (unsigned)i;

		gates[i] = (struct gate){.low = (uint16_t)stub, .middle = (uint16_t)(stub >> 16),
					 .high = (uint32_t)(stub >> 32), .selector = 8,
					 .stack = i < TIMER ? 1 : 2, .type = 0x8e};
	}
	task_state.stacks[0] = (uintptr_t)fault_stack + sizeof fault_stack;
	task_state.stacks[1] = (uintptr_t)interrupt_stack + sizeof interrupt_stack;
	gdt[3] = 0x0000890000000000 | (sizeof task_state - 1) | (task & 0xffffff) << 16 | (task >> 24 & 0xff) << 56;
	gdt[4] = task >> 32;
	__asm__ volatile("ltr %w0; lidt %1" : : "r"(24), "m"(table) : "memory");
}
