/*
 * The first instructions. QEMU finds the note below in the image and jumps to _start: 32-bit mode, no paging, %ebx at
 * a description of the machine (PVH: https://xenbits.xen.org/docs/unstable/misc/pvh.html). We map memory, switch to
 * 64-bit mode and go on in C.
 */
#include "config.h"

	.section .note.PVH, "a", @note
	.balign 4
	.long 4, 8, 18			/* length of the name, of the value; 18: the entry point */
	.asciz "Xen"
	.quad _start

	.section .boot, "ax", @progbits
	.code32
	.globl _start
_start:
	cld
	xorl %eax, %eax			/* C expects its variables to be 0 */
	movl $bss_start, %edi
	movl $bss_end, %ecx
	subl %edi, %ecx
	rep stosb

	movl 40(%ebx), %esi		/* keep the memory map: its place will not be mapped */
	movl 48(%ebx), %ecx
	cmpl $MAP_ENTRIES, %ecx
	jbe 1f
	movl $MAP_ENTRIES, %ecx
1:	imull $24, %ecx
	movl $memory_map, %edi
	rep movsb

	/* Three levels of tables map memory onto itself, in blocks of 2 MiB. What lies before the image stays out, so
	   that using NULL faults, and so does the guard below the stack. */
	movl $page_directory + 3, page_pointers		/* 3: present, writable */
	movl $page_pointers + 3, page_map
	movl $stack_guard, %edx
	shrl $21, %edx
	movl $IMAGE_BASE >> 21, %ecx
2:	movl %ecx, %eax
	shll $21, %eax
	orl $0x83, %eax			/* 0x80: a block, not a table */
	cmpl %edx, %ecx
	je 3f
	movl %eax, page_directory(, %ecx, 8)
3:	incl %ecx
	cmpl $(CONFIG_MEMORY_MIB + 1) / 2, %ecx
	jb 2b

	movl $page_map, %eax
	movl %eax, %cr3
	movl $0x620, %eax		/* CR4: large tables (PAE), SSE for your doubles */
	movl %eax, %cr4
	movl $0xc0000080, %ecx		/* EFER: long mode */
	rdmsr
	orl $0x100, %eax
	wrmsr
	movl $0x80000033, %eax		/* CR0: paging, floating point, protected mode */
	movl %eax, %cr0
	lgdt gdt_pointer
	ljmp $8, $long_mode

	.code64
long_mode:
	movl $16, %eax
	movl %eax, %ds
	movl %eax, %es
	movl %eax, %ss
	xorl %eax, %eax
	movl %eax, %fs
	movl %eax, %gs
	movl $stack_top, %esp
	xorl %ebp, %ebp			/* the chain of callers ends here */
	call kernel_start

	.data
	.balign 8
	.globl gdt
gdt:	.quad 0
	.quad 0x00209a0000000000	/* 8: 64-bit code */
	.quad 0x0000920000000000	/* 16: data */
	.quad 0, 0			/* 24: the task state, filled in by traps.c */
gdt_pointer:
	.word . - gdt - 1
	.long gdt

	.bss
	.balign 4096
page_map:	.skip 4096
page_pointers:	.skip 4096
page_directory:	.skip 4096
	.set MAP_ENTRIES, 32
	.globl memory_map
memory_map:	.skip 24 * MAP_ENTRIES
