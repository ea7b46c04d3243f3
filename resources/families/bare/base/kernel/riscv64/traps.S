/*
 * Where the processor goes on a fault or an interrupt: saves all registers and calls trap() in traps.c.
 */
	.macro each operation		/* all registers but x0 and x2, the stack pointer */
	\operation x1, 0(sp)
	.irp n, 3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
	\operation x\n, (\n - 1) * 8(sp)
	.endr
	.endm

	.text
	.balign 4
	.globl trap_entry
trap_entry:
	csrrw sp, mscratch, sp
	addi sp, sp, -256
	each sd
	addi t0, sp, 256
	csrrw t1, mscratch, t0		/* the program's stack pointer out, the traps' in again */
	sd t1, 8(sp)
	csrr t1, mepc
	sd t1, 248(sp)
	mv a0, sp
	call trap
	each ld
	ld sp, 8(sp)
	mret
