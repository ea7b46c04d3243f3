/*
 * Where the processor goes on a fault or an interrupt: saves all registers and calls trap() in traps.c.
 */
	.text
	.globl trap_stubs
	.balign 16
trap_stubs:				/* 33 stubs, 16 bytes each */
	.set number, 0
	.rept 33
	.balign 16
	.if !((0x60227d00 >> number) & 1)
	pushq $0			/* for these the processor pushes no error code of its own */
	.endif
	pushq $number
	jmp save
	.set number, number + 1
	.endr

save:	pushq %r15
	pushq %r14
	pushq %r13
	pushq %r12
	pushq %r11
	pushq %r10
	pushq %r9
	pushq %r8
	pushq %rsp
	pushq %rbp
	pushq %rdi
	pushq %rsi
	pushq %rdx
	pushq %rcx
	pushq %rbx
	pushq %rax
	cld
	movq %rsp, %rdi
	call trap
	popq %rax
	popq %rbx
	popq %rcx
	popq %rdx
	popq %rsi
	popq %rdi
	popq %rbp
	addq $8, %rsp
	popq %r8
	popq %r9
	popq %r10
	popq %r11
	popq %r12
	popq %r13
	popq %r14
	popq %r15
	addq $16, %rsp
	iretq
