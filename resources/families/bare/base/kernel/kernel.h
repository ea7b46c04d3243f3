/*
 * What the parts of the kernel owe one another. The second half is what each kernel/<arch>/ folder provides.
 */
#ifndef KERNEL_H
#define KERNEL_H

#include "bare.h"

#define PANIC_STATUS 126

int main(void);
_Noreturn void kernel_start(void);
_Noreturn void machine_end(int status);
void time_start(void);
void heap_start(void);
void heap_report(void);
void self_test(void);
void timer_tick(void);
void print_char(char c);
void log_begin(const char *part); /* between these two the text of one log line is printed */
void log_end(void);

/* A fault, as the processor's trap code found it. */
struct fault {
	uintptr_t pc, stack;
	uintptr_t frame; /* the frame pointer: the chain of callers starts here */
	uintptr_t link;  /* the return address of a function that has not yet, or never, put it in its frame */
	bool jumped;     /* to an address where no function is */
	const uint64_t *registers;
	const char *const *register_names; /* a multiple of four, then NULL */
};
enum access { READ, WRITE, EXECUTE };
_Noreturn void fault_panic(const struct fault *fault, const char *format, ...) __attribute__((format(printf, 2, 3)));
_Noreturn void memory_fault_panic(struct fault *fault, enum access access, uintptr_t address);

/* A panic for which the caller of the present function is to blame: blame(BLAME_CALLER, "…"). */
_Noreturn void blame(void *back, void *frame, const char *format, ...) __attribute__((format(printf, 3, 4)));
#define BLAME_CALLER __builtin_return_address(0), __builtin_frame_address(0)

/* Places that kernel.lds lays out. */
extern char code_bottom[], code_top[], stack_guard[], stack_bottom[], stack_top[], heap_bottom[], heap_top[];

/* ---- kernel/<arch>/ ---- */
void serial_start(void);
void serial_put(char c);
int serial_get(void); /* -1: nothing there */
unsigned memory_mib(void);
void traps_start(void);
uint64_t clock_start(void); /* how much clock_now() grows in a millisecond */
uint64_t clock_now(void);
void timer_start(void); /* from now on CONFIG_HZ interrupts a second, each calling timer_tick() */
void cpu_wait(void);    /* rests until the next interrupt; where there are none, returns at once */
_Noreturn void cpu_stop(void);
/* Ends QEMU with the exit status 2 * code + 3. Its own are 0 and 1: so a failure is never taken for success. */
_Noreturn void machine_exit(unsigned code);

#endif
