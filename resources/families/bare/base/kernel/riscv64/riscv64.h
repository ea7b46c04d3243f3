/* What traps.c and machine.c share: control registers by name. */
#include "../kernel.h"

#define read_register(name) ({ uint64_t value_; __asm__ volatile("csrr %0, " #name : "=r"(value_)); value_; })

void timer_interrupt(void);
