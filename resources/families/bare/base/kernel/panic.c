/*
 * The end when something went wrong: says what, where, and how it came there, then stops the machine.
 * Unikernel Studio reads these lines and shows the place in the source. So does addr2line -e build/<arch>/kernel.elf.
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
/* Every function keeps its caller's frame pointer, and where to return to, at the end of its part of the stack. */
struct frame {
	uintptr_t next, back;
};

static struct frame *frame_at(uintptr_t pointer)
{
#ifdef __riscv
	return (struct frame *)pointer - 1; /* here the frame pointer holds the address behind the pair */
#else
	return (struct frame *)pointer;
#endif
}

static bool in_stack(uintptr_t address)
{
	return address >= (uintptr_t)stack_bottom && address <= (uintptr_t)stack_top - 16 && address % 8 == 0;
}

/* One line for a caller; a function that called itself gets one line for all its calls. */
static void print_caller(uintptr_t address)
{
	static uintptr_t last;
	static unsigned times;

	if (address == last) {
		times++;
		return;
	}
	if (times > 1)
		log_line("panic", "called from 0x%lx, %u times", (unsigned long)last, times);
	else if (times)
		log_line("panic", "called from 0x%lx", (unsigned long)last);
	last = address;
	times = 1;
}

static void print_callers(const struct fault *fault)
{
	uintptr_t pointer = fault->frame;

	if (fault->jumped)
		print_caller(fault->link);
	while (in_stack((uintptr_t)frame_at(pointer))) {
		struct frame frame = *frame_at(pointer);

		if (pointer == fault->frame && in_stack(frame.back)) /* riscv64: a function that calls nobody keeps only */
			frame = (struct frame){frame.back, fault->link}; /* the pointer; the address is in its register */
		if (frame.back < (uintptr_t)code_bottom || frame.back > (uintptr_t)code_top)
			break; /* the first caller has none, and a damaged stack holds anything */
		print_caller(frame.back);
		if (frame.next <= pointer)
			break;
		pointer = frame.next;
	}
	print_caller(0);
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
	print_callers(fault);
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

_Noreturn void memory_fault_panic(struct fault *fault, enum access access, uintptr_t address)
{
	static const char *const verbs[] = {"read from", "write to", "jump to"};

	fault->jumped = access == EXECUTE;
	if (address >= (uintptr_t)stack_guard && address < (uintptr_t)stack_bottom)
		fault_panic(fault, "ran out of stack: it has %u KiB", CONFIG_STACK_KIB);
	fault_panic(fault, "%s 0x%lx, which is not mapped", verbs[access], (unsigned long)address);
}

static struct fault fault_of(void *back, void *frame)
{
	/* One byte before the return address is inside the call. */
	struct fault fault = {.pc = (uintptr_t)back - 1, .stack = (uintptr_t)frame};

#ifdef CONFIG_BACKTRACE
	fault.frame = frame_at((uintptr_t)frame)->next;
#endif
	return fault;
}

_Noreturn void blame(void *back, void *frame, const char *format, ...)
{
	struct fault fault = fault_of(back, frame);
	va_list arguments;

	va_start(arguments, format);
	report(&fault, format, arguments);
}

_Noreturn void panic(const char *format, ...)
{
	struct fault fault = fault_of(BLAME_CALLER);
	va_list arguments;

	va_start(arguments, format);
	report(&fault, format, arguments);
}

#ifdef CONFIG_STACK_PROTECTOR
/* The compiler puts this value behind each array on the stack and looks whether it is still there. */
uintptr_t __stack_chk_guard = 0x00a5c3d2e1f00d0a;

_Noreturn void __stack_chk_fail(void);
_Noreturn void __stack_chk_fail(void)
{
	blame(BLAME_CALLER, "a function wrote past the end of an array on its stack");
}
#endif
