/* Multiboot 1 header and entry: a stack, and on to C. */
.set MAGIC, 0x1BADB002
.section .multiboot, "a"
.align 4
.long MAGIC, 0, -MAGIC

.section .text
.global _start
_start:
	mov $stack_top, %esp
	xor %ebp, %ebp
	call toy_start
1:	cli
	hlt
	jmp 1b

.section .bss
.align 16
.skip 16384
stack_top:

.section .note.GNU-stack, "", @progbits
