/*
 * The first instructions. QEMU's board "virt" loads the image and jumps to _start in machine mode, with a1 at the
 * device tree. Memory needs no mapping here; we forbid two ranges, choose the stacks and go on in C.
 */
	.section .boot, "ax", @progbits
	.globl _start
_start:
	la t0, bss_start		/* C expects its variables to be 0 */
	la t1, bss_end
1:	sd zero, (t0)
	addi t0, t0, 8
	bltu t0, t1, 1b

	/* Physical memory protection: 2 MiB below the stack and the first 64 KiB, where NULL points to. An address
	   and a size are one number: below the address, as many ones as the size has zeros. */
	la t0, stack_guard
	srli t0, t0, 2
	li t1, (0x200000 >> 3) - 1
	or t0, t0, t1
	csrw pmpaddr0, t0
	li t0, (0x10000 >> 3) - 1
	csrw pmpaddr1, t0
	li t0, 0x9898			/* both: no access, not even for machine mode */
	csrw pmpcfg0, t0

	li t0, 0x6000			/* floating point for your doubles */
	csrs mstatus, t0
	la t0, trap_entry
	csrw mtvec, t0
	la t0, trap_stack_top		/* traps get a stack of their own: the program's may be just what ran out */
	csrw mscratch, t0
	la t0, device_tree
	sd a1, (t0)
	la sp, stack_top
	li s0, 0			/* the chain of callers ends here */
	li ra, 0
	tail kernel_start

	.bss
	.balign 16
	.globl device_tree, trap_stack_top
device_tree:
	.skip 16
	.skip 8192
trap_stack_top:
