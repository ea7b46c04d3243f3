/*
 * The end when something went wrong: says what, where, and how it came there, then stops the machine.
 * Unikernel Studio reads these lines and shows the line of the source; `addr2line -e build/<arch>/kernel.elf` does too.
 */
#include "kernel.h"

static void print_registers(const struct fault *fault)
{
	const uint64_t *value = fault->registers;

	for (const char *const *name = fault->register_names; name && *name; name += 4) {
		log_begin("panic");
		for (int i = 0; i < 4; i++)
			print("%s%-3s %016lx", i ? "  " : "", name[i], (unsigned long)*value++);
		log_end();
	}
}

#ifdef CONFIG_BACKTRACE
static bool in_stack(uintptr_t address)
{
	return address >= (uintptr_t)stack_bottom && address <= (uintptr_t)stack_top - 16 && address % 8 == 0;
}

/* Every function keeps its caller's frame pointer, and the address to return to, at the end of its part of the stack. */
static void print_callers(uintptr_t frame, uintptr_t link)
{
	for (int depth = 0; depth < 16; depth++) {
#ifdef __riscv
		frame -= 16; /* here the pair lies below the address that the frame pointer holds */
#endif
		if (!in_stack(frame))
			return;
		uintptr_t next = ((uintptr_t *)frame)[0], back = ((uintptr_t *)frame)[1];

		if (in_stack(back) && link) { /* a function that calls nobody kept its return address in the register */
			next = back;
			back = link;
		}
		link = 0;
		if (back == 0)
			return;
		log_line("panic", "called from 0x%lx", (unsigned long)back);
		if (next <= frame)
			return;
		frame = next;
	}
}
#endif

static _Noreturn void report(const struct fault *fault, const char *format, va_list arguments)
{
	static bool reporting;

	if (reporting) /* the report itself failed: do not go round in circles */
		machine_exit(PANIC_STATUS);
	reporting = true;
	log_begin("panic");
	vprint(format, arguments);
	log_end();
	log_line("panic", "at 0x%lx, stack 0x%lx", (unsigned long)fault->pc, (unsigned long)fault->stack);
	print_registers(fault);
#ifdef CONFIG_BACKTRACE
	print_callers(fault->frame, fault->link);
#endif
#ifdef CONFIG_PANIC_HALT
	log_line("panic", "end, halted");
	cpu_stop();
#else
	log_line("panic", "end, power off");
	machine_exit(PANIC_STATUS);
#endif
}

_Noreturn void fault_panic(const struct fault *fault, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	report(fault, format, arguments);
}

_Noreturn void memory_fault_panic(const struct fault *fault, enum access access, uintptr_t address)
{
	static const char *const verbs[] = {"read from", "write to", "jump to"};

	if (address >= (uintptr_t)stack_guard && address < (uintptr_t)stack_bottom)
		fault_panic(fault, "ran out of stack: it has %u KiB", CONFIG_STACK_KIB);
	fault_panic(fault, "%s 0x%lx, which is not mapped", verbs[access], (unsigned long)address);
}

_Noreturn void panic(const char *format, ...)
{
	/* One byte back from the return address is inside the call that brought us here. */
	uintptr_t frame = (uintptr_t)__builtin_frame_address(0);
	struct fault fault = {.pc = (uintptr_t)__builtin_return_address(0) - 1, .stack = frame, .frame = frame};
	va_list arguments;

	va_start(arguments, format);
	report(&fault, format, arguments);
}

#ifdef CONFIG_STACK_PROTECTOR
/* The compiler puts this value behind each array on the stack and looks whether it is still there. */
uintptr_t __stack_chk_guard = 0x00a5c3d2e1f00d0a;

_Noreturn void __stack_chk_fail(void)
{
	panic("a function wrote past the end of an array on its stack");
}
#endif
