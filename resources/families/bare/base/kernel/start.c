/*
 * The whole life of the machine, in order. The boot code in kernel/<arch>/ comes here with a stack, zeroed
 * variables and memory mapped; what happens from then on, happens because of a line below.
 */
#include "kernel.h"

#ifdef CONFIG_EXIT_HALT
#define AT_END "halted"
#else
#define AT_END "power off"
#endif

static void before_end(void)
{
#ifdef CONFIG_HEAP_REPORT
	heap_report();
#endif
}

_Noreturn void machine_end(int status)
{
#ifdef CONFIG_EXIT_HALT
	(void)status;
	cpu_stop();
#else
	machine_exit(status < 0 || status > 125 ? 125 : (unsigned)status);
#endif
}

_Noreturn void kernel_start(void)
{
	serial_start();
	time_start();
	log_info("kernel", "started on %s", ARCH_NAME);
	log_info("memory", "%u MiB, 1 CPU", memory_mib());
	traps_start();
	log_info("traps", "ready");
#ifdef CONFIG_TIMER
	timer_start();
	log_info("timer", "%u ticks a second", CONFIG_HZ);
#endif
#ifdef CONFIG_HEAP
	heap_start();
	log_info("heap", "%u KiB", CONFIG_HEAP_KIB);
#endif
	log_debug("stack", "%u KiB, %p to %p", CONFIG_STACK_KIB, stack_bottom, stack_top);
#ifdef CONFIG_SELF_TEST
	self_test();
#endif
	log_info("main()", "entered");
	int status = main();
	before_end();
	log_info("main()", "returned %d, " AT_END, status);
	machine_end(status);
}

_Noreturn void exit(int status)
{
	before_end();
	log_info("exit", "status %d, " AT_END, status);
	machine_end(status);
}
