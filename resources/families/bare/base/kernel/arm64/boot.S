/*
 * The first instructions. QEMU's board "virt" loads the image and jumps to _start: 64-bit mode, exception level 1,
 * memory not yet mapped. We map it, choose the stacks and go on in C.
 */
#include "config.h"

	.section .boot, "ax", @progbits
	.globl _start
_start:
	msr daifset, #15		/* no interrupts yet */
	ldr x0, =bss_start		/* C expects its variables to be 0 */
	ldr x1, =bss_end
1:	stp xzr, xzr, [x0], #16
	cmp x0, x1
	b.lo 1b

	/* Two levels of tables map addresses onto themselves, in blocks of 2 MiB. Of the first GiB only the devices in
	   use are there, so that using NULL faults; of the second all memory but the guard below the stack. */
	ldr x0, =gibibytes
	ldr x1, =devices
	ldr x2, =memory
	orr x3, x1, #3			/* 3: a table */
	orr x4, x2, #3
	stp x3, x4, [x0]
	ldr x3, =0x08000401		/* 0x401: a block of device memory; the interrupt controller */
	str x3, [x1, #(0x08000000 >> 21) * 8]
	ldr x3, =0x09000401		/* the serial port */
	str x3, [x1, #(0x09000000 >> 21) * 8]
	ldr x3, =0x40000705		/* 0x705: a block of normal, shared memory */
	ldr x4, =stack_guard
	mov x5, #(CONFIG_MEMORY_MIB + 1) / 2
2:	lsr x6, x3, #21
	cmp x6, x4, lsr #21
	csel x6, xzr, x3, eq
	str x6, [x2], #8
	add x3, x3, #0x200000
	subs x5, x5, #1
	b.ne 2b

	msr ttbr0_el1, x0
	mov x1, #0xff00			/* kinds of memory: 0 is device, 1 is normal and cached */
	msr mair_el1, x1
	ldr x1, =0x803520		/* 32 bits of address, tables cached, no second half */
	msr tcr_el1, x1
	mov x1, #3 << 20		/* floating point for your doubles */
	msr cpacr_el1, x1
	dsb sy
	isb
	mrs x1, sctlr_el1
	ldr x2, =0x1005			/* mapping on, caches on */
	orr x1, x1, x2
	msr sctlr_el1, x1
	isb

	ldr x0, =trap_vectors
	msr vbar_el1, x0
	ldr x0, =trap_stack_top		/* traps get a stack of their own: the program's may be just what ran out */
	mov sp, x0
	msr spsel, #0
	ldr x0, =stack_top
	mov sp, x0
	mov x29, #0			/* the chain of callers ends here */
	mov x30, #0
	b kernel_start

	.bss
	.balign 4096
devices:	.skip 4096
memory:		.skip 4096
gibibytes:	.skip 32
	.balign 16
	.skip 8192
trap_stack_top:
