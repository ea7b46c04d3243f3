/* What traps.c and machine.c share: system registers by name, device registers by address. */
#include "../kernel.h"

#define read_register(name) ({ uint64_t value_; __asm__ volatile("mrs %0, " #name : "=r"(value_)); value_; })
#define write_register(name, value) __asm__ volatile("msr " #name ", %0" : : "r"((uint64_t)(value)))
#define DEVICE(address) (*(volatile uint32_t *)(address))

void timer_interrupt(void);
